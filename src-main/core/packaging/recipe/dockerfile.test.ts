import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isImageReference, quoted } from './docker-words.ts';
import { dockerfile, type Recipe } from './dockerfile.ts';
import { dockerignore } from './dockerignore.ts';
import { readDockerWords } from './testing/read-docker-words.ts';
import { workbenchDockerfile } from './workbench-dockerfile.ts';

const recipe: Recipe = {
  name: 'iris',
  version: '1',
  python: '3.11',
  platform: 'linux/arm64',
  baseImage: 'mirror.example:5000/library/python:3.11-slim',
  system: [],
  wheels: false,
  distributions: ['numpy', 'scikit-learn', 'orjson'],
  labels: { 'org.opencontainers.image.title': 'iris', 'dev.slipway.schema': '{"a":"$HOME"}' },
};

/** Instructions without comments, continuations joined, by stage. */
function stages(text: string): string[][] {
  const joined = text.replaceAll(/^\s*#.*\n/gm, '').replaceAll(/\\\n\s*/g, '');
  const lines = joined.split('\n').filter((line) => line.trim() !== '');
  return lines.reduce<string[][]>(
    (all, line) =>
      line.startsWith('FROM') ? [...all, [line]] : [...all.slice(0, -1), [...(all.at(-1) ?? []), line]],
    [[]],
  );
}

describe('the Dockerfile of a package', () => {
  const [head, dependencies = [], final = []] = stages(dockerfile(recipe));

  test('takes its base image and its platform from arguments with defaults', () => {
    expect(head).toEqual([
      'ARG BASE_IMAGE=mirror.example:5000/library/python:3.11-slim',
      'ARG PLATFORM=linux/arm64',
    ]);
  });

  test('ends with an image that has libraries, server and model in this order, a plain user and labels', () => {
    expect(final).toEqual([
      'FROM --platform=${PLATFORM} ${BASE_IMAGE}',
      'USER root',
      'RUN PIP_BREAK_SYSTEM_PACKAGES=1 python3 -m pip uninstall -q -y pip setuptools wheel >/dev/null 2>&1 || true',
      'COPY --from=dependencies /opt/venv /opt/venv',
      'COPY --from=dependencies /opt/slipway/runtime /opt/slipway/runtime',
      'ENV PATH=/opt/venv/bin:$PATH PYTHONPATH=/opt/slipway/runtime PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOME=/tmp',
      'EXPOSE 8080 5001',
      'USER 1000',
      'WORKDIR /opt/slipway/model',
      'ENTRYPOINT ["/opt/venv/bin/python", "-m", "slipway_runtime"]',
      'CMD ["serve"]',
      'COPY model/ /opt/slipway/model/',
      String.raw`LABEL org.opencontainers.image.title="iris" dev.slipway.schema="{\"a\":\"\$HOME\"}"`,
    ]);
  });

  test('names indexes and certificates in the first stage only', () => {
    const special = /PIP_INDEX|PIP_EXTRA|certificates|PIP_CERT/;
    expect(dependencies.some((line) => special.test(line))).toBe(true);
    expect(final.some((line) => special.test(line))).toBe(false);
  });

  test('installs by hash, from wheels alone, and forgets the tests of what is installed', () => {
    const install = dependencies.find((line) => line.includes('--require-hashes')) ?? '';
    expect(install).toContain('--no-deps --only-binary :all: -r requirements.lock;');
    expect(install).toContain('find numpy sklearn -type d -name tests -prune -exec rm -rf {} +;');
  });

  test('uses nothing that the classic builder does not know', () => {
    const text = dockerfile({ ...recipe, system: ['libgomp1'], wheels: true });
    expect(text).not.toMatch(/--mount|<<|COPY.*--(chmod|link|parents)|^#\s*syntax/m);
  });

  test('fetches nothing when it brings its wheels', () => {
    const text = dockerfile({ ...recipe, wheels: true });
    expect(text).toContain('COPY wheels/ wheels/\n');
    expect(text).toContain('--no-index --find-links wheels -r requirements.lock');
  });

  test('copies shared objects from a stage of their own', () => {
    const [, , system = [], last = []] = stages(dockerfile({ ...recipe, system: ['libgomp1'] }));
    expect(system[0]).toBe('FROM --platform=${PLATFORM} ${BASE_IMAGE} AS system');
    expect(system.join('\n')).toContain('for object in libgomp.so.1;');
    expect(last).toContain('COPY --from=system /build/found/ /usr/lib/');
  });

  test('has every folder that it copies in what the build may see', () => {
    const kept = dockerignore()
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const copied = [
      dockerfile({ ...recipe, system: ['libgomp1'], wheels: true }),
      workbenchDockerfile(recipe),
    ].flatMap((text) => Array.from(text.matchAll(/^COPY (?!--from)([^/\s]+)/gm), ([, path]) => path));
    expect(copied.filter((path) => !kept.includes(path ?? ''))).toEqual([]);
  });
});

test('the workbench is built from the same folder, with its own lock', () => {
  const text = workbenchDockerfile({ ...recipe, system: ['libgomp1'] });
  expect(text).toContain('COPY workbench/requirements.lock requirements.lock\n');
  expect(text).toContain('COPY --from=system /build/found/ /usr/lib/\n');
  expect(text).toContain('USER 1000\n');
});

describe('values of a person', () => {
  const hostile = fc.string({
    unit: fc.constantFrom('\\', '"', '$', "'", '\n', '\r', '{', '}', ' ', '#', '=', 'a', 'é', '\u2028'),
  });

  test('a label is read back by Docker as it was given, line breaks as blanks', () => {
    fc.assert(
      fc.property(hostile, hostile, (first, second) => {
        const text = dockerfile({ ...recipe, labels: { 'a.first': first, 'a.second': second } });
        const label = text.slice(text.lastIndexOf('\nLABEL ') + 7);
        const blank = (value: string) => value.replaceAll(/[\n\r\u2028]+/g, ' ');
        expect(readDockerWords(label)).toEqual([`a.first=${blank(first)}`, `a.second=${blank(second)}`]);
      }),
    );
  });

  test('a quoted value stays on one line', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (value) => !/[\n\r]/.test(quoted(value))));
  });

  test('a base image that would add to the Dockerfile is refused', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('\n', ' ', '$', '"', "'", '\\', '`', '{'),
        fc.string(),
        (a, bad, b) => {
          expect(isImageReference(`python${a}${bad}${b}`)).toBe(false);
          expect(() => dockerfile({ ...recipe, baseImage: `python${a}${bad}${b}` })).toThrow();
        },
      ),
    );
  });

  test.each([
    'python',
    'python:3.12-slim-bookworm',
    'nvidia/cuda:12.4.1-runtime-ubuntu22.04',
    'registry.example:5000/team/python:3.11@sha256:' + 'a'.repeat(64),
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com/base:1',
  ])('%s is the name of an image', (name) => {
    expect(isImageReference(name)).toBe(true);
  });
});
