import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Package } from '../../src-main/contract/packages.ts';
import { withServed } from './serve-image.ts';
import { docker, packageOf, slipway } from './slipway.ts';

const models = process.env['SLIPWAY_TEST_MODELS'] ?? '';
const rows = ['--rows', join(models, 'rows.csv'), '--target', 'species'];
const python = ['--python', '3.11'];
let home: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'slipway-images-'));
});

afterAll(async () => {
  const { out } = await slipway(home, 'packages', 'list', '--json');
  for (const { id } of JSON.parse(out) as Package[]) await slipway(home, 'packages', 'remove', id);
  rmSync(home, { recursive: true, force: true });
});

interface Expected {
  readonly request: unknown;
  readonly answers: readonly unknown[];
}

const expectedOf = (name: string) =>
  JSON.parse(readFileSync(join(models, `${name}.json`), 'utf8')) as Expected;

/** Numbers within what 32 bits can carry; everything else must be equal. */
function expectClose(seen: unknown, wanted: unknown): void {
  if (typeof wanted === 'number') expect(seen).toBeCloseTo(wanted, 4);
  else if (Array.isArray(wanted)) {
    expect(seen).toHaveLength(wanted.length);
    wanted.forEach((one, index) => expectClose((seen as unknown[])[index], one));
  } else if (typeof wanted === 'object' && wanted !== null) {
    expect(Object.keys(seen as object)).toEqual(Object.keys(wanted));
    for (const [key, one] of Object.entries(wanted)) expectClose((seen as Record<string, unknown>)[key], one);
  } else expect(seen).toEqual(wanted);
}

/** Scores in the order of the labels, or the value: whatever a prediction holds. */
const scoresOf = (prediction: unknown): unknown => (prediction as { scores?: unknown }).scores ?? prediction;
const listOf = (prediction: unknown): unknown => Object.values(scoresOf(prediction) as object);

/** Azure ML's route answers the bare list, the others an object. */
function predictionsIn(body: string): unknown[] {
  const answer = JSON.parse(body) as { readonly predictions?: unknown[] } | unknown[];
  return Array.isArray(answer) ? answer : (answer.predictions ?? []);
}

interface Case {
  readonly name: string;
  readonly path: string;
  readonly options: readonly string[];
  readonly servedBy: Package['servedBy'];
  readonly fastPath: Package['fastPath']['state'];
  readonly read: (prediction: unknown) => unknown;
}

const cases: readonly Case[] = [
  {
    name: 'sklearn',
    path: 'sklearn/model.joblib',
    options: rows,
    servedBy: 'onnx',
    fastPath: 'used',
    read: scoresOf,
  },
  {
    name: 'xgboost',
    path: 'xgboost/model.ubj',
    options: rows,
    servedBy: 'onnx',
    fastPath: 'used',
    read: listOf,
  },
  {
    name: 'lightgbm',
    path: 'lightgbm/model.txt',
    options: [...rows, '--no-fast'],
    servedBy: 'lightgbm',
    fastPath: 'off',
    read: listOf,
  },
  {
    name: 'onnx',
    path: 'onnx/model.onnx',
    options: rows,
    servedBy: 'onnx',
    fastPath: 'unavailable',
    read: scoresOf,
  },
  {
    name: 'mlflow',
    path: 'mlflow/model',
    options: ['--no-fast'],
    servedBy: 'mlflow',
    fastPath: 'off',
    read: (prediction) => prediction,
  },
  {
    name: 'predict-py',
    path: 'predict-py',
    options: [],
    servedBy: 'predict-py',
    fastPath: 'unavailable',
    read: (prediction) => prediction,
  },
];

describe.each(cases)('$name', ({ name, path, options, servedBy, fastPath, read }) => {
  let made: Package;

  it('becomes an image that answers its sample, locked down', async () => {
    made = await packageOf(home, join(models, path), '--name', `test-${name}`, ...python, ...options);
    expect({
      servedBy: made.servedBy,
      fastPath: made.fastPath.state,
      evidence: made.evidence,
      user: made.image?.user,
      failed: made.smoke?.checks.filter(({ passed }) => !passed),
    }).toEqual({ servedBy, fastPath, evidence: 'real-container', user: '1000', failed: [] });
  });

  it('answers what the library itself answers, over every cloud’s route', async () => {
    const { request, answers } = expectedOf(name);
    await withServed(made.image?.tag ?? '', async ({ post }) => {
      for (const route of ['/invocations', '/predict', '/score']) {
        const { status, body } = await post(route, request);
        expect(status).toBe(200);
        expectClose(predictionsIn(body).map(read), answers);
      }
    });
  });
});

describe('code that answers by itself', () => {
  it('streams the words of a generator', async () => {
    const made = await packageOf(home, join(models, 'predict-py-stream'), '--name', 'test-stream', ...python);
    const { request, answers } = expectedOf('predict-py-stream');
    await withServed(made.image?.tag ?? '', async ({ post }) => {
      const { status, body } = await post('/invocations', request);
      expect(status).toBe(200);
      for (const word of answers) expect(body).toContain(word);
    });
  });

  it.each(['inference-py', 'score-py'])('%s is asked in its own way', async (name) => {
    const made = await packageOf(home, join(models, name), '--name', `test-${name}`, ...python);
    const { request, answers } = expectedOf(name);
    const route = name === 'score-py' ? '/score' : '/invocations';
    await withServed(made.image?.tag ?? '', async ({ post }) => {
      const { status, body } = await post(route, request);
      expect(status).toBe(200);
      expectClose(predictionsIn(body), answers);
    });
  });
});

describe('an image', () => {
  it('holds no certificate, index address or package manager of the build', async () => {
    const made = await packageOf(
      home,
      join(models, 'sklearn/model.joblib'),
      '--name',
      'test-sklearn',
      ...python,
      ...rows,
    );
    const image = made.image?.tag ?? '';
    const history = await docker('history', '--no-trunc', '--format', '{{.CreatedBy}}', image);
    const find =
      'find / -xdev -type f \\( -path "/build/*" -o -name "authorities.pem" -o -path "*/bin/*gcc*" -o -path "*/bin/pip*" \\)';
    const found = await docker(
      ...['run', '--rm', '--network', 'none', '--entrypoint', 'sh', '--user', '0', image, '-c', find],
    );
    const leaks = history.out.split('\n').filter((line) => /PIP_INDEX_URL=|_PROXY=|certificates/i.test(line));
    expect({ leaks, found: found.out.split('\n').filter((line) => line !== '') }).toEqual({
      leaks: [],
      found: [],
    });
  });

  it('gets one new layer when only the model has changed', async () => {
    const words = ['--name', 'test-sklearn', ...python, ...rows];
    const before = await packageOf(home, join(models, 'sklearn/model.joblib'), ...words);
    execFileSync(process.env['SLIPWAY_TEST_PYTHON'] ?? '', [
      join(import.meta.dirname, 'make_models.py'),
      models,
      '--seed',
      '8',
      '--only',
      'sklearn',
    ]);
    const after = await packageOf(home, join(models, 'sklearn/model.joblib'), ...words);
    const rebuilt = after.steps
      .filter(({ cached }) => !cached)
      .map(({ instruction }) => instruction.split(' ')[0]);
    expect({ changed: before.source.sha256 !== after.source.sha256, rebuilt }).toEqual({
      changed: true,
      rebuilt: ['COPY', 'LABEL'],
    });
  });

  it('is built by plain docker build from the folder alone', async () => {
    const folder = join(home, 'plain');
    const written = await packageOf(
      home,
      join(models, 'onnx/model.onnx'),
      ...['--name', 'test-plain', '--product', 'folder', '--folder', folder, ...python, ...rows],
    );
    const built = await docker('build', '--quiet', '--tag', 'slipway/test-plain:plain', folder);
    expect([written.image, built.status, built.err]).toMatchObject([undefined, 0, expect.any(String)]);
    await withServed('slipway/test-plain:plain', async ({ get }) => {
      expect((await get('/ping')).status).toBe(200);
    });
    await docker('rmi', 'slipway/test-plain:plain');
  });
});

describe('a malicious pickle', () => {
  const path = join(models, 'malicious/model.pkl');

  it('is named and not packaged, and nothing of it runs on this computer', async () => {
    const inspected = await slipway(home, 'models', 'inspect', path, '--json');
    const packaged = await slipway(home, 'package', path, '--json');
    const { stops } = JSON.parse(packaged.out) as { stops: { id: string; severity: string }[] };
    expect({
      statuses: [inspected.status, packaged.status],
      stops: stops.filter(({ severity }) => severity === 'accept').map(({ id }) => id),
      canary: existsSync(join(models, 'canary')),
    }).toEqual({ statuses: [1, 1], stops: ['pickle:posix.system'], canary: false });
  });

  it('runs in the locked-down container only, once a person has accepted it', async () => {
    const { status, err } = await slipway(
      home,
      ...[
        'package',
        path,
        '--accept',
        'pickle:posix.system',
        '--name',
        'test-malicious',
        ...python,
        '--json',
      ],
    );
    expect([status, existsSync(join(models, 'canary'))]).toEqual([2, false]);
    expect(err).toContain('package.smoke-failed');
    const { out } = await docker('ps', '--all', '--quiet', '--filter', 'name=slipway-smoke');
    expect(out).toBe('');
  });
});
