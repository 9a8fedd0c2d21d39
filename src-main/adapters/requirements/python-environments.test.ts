import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { AppError } from '../../core/app-error.ts';
import { createPythonEnvironments } from './python-environments.ts';
import { createFakeUv, type FakeUv } from './testing/fake-uv.ts';

const made: string[] = [];
afterEach(async () => {
  for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** A uv, and a `python3.12` that answers what an interpreter of that version does. */
async function computer(body: string): Promise<FakeUv> {
  const fake = await createFakeUv(body);
  made.push(fake.folder);
  const python = `#!/bin/sh
case "$3" in *executable*) echo /opt/python/bin/python3.12 ;; *) echo 3.12 ;; esac
`;
  await writeFile(join(fake.folder, 'bin', 'python3.12'), python, { mode: 0o755 });
  return fake;
}

function create(fake: FakeUv, python: '3.12' | '3.10') {
  const environments = createPythonEnvironments({
    // Nothing but the fakes: another Python of this computer must not be found.
    environment: { ...fake.environment, PATH: join(fake.folder, 'bin') },
    tools: join(fake.folder, 'tools'),
  });
  return environments.create({
    lockText: 'numpy==2.1.0 --hash=sha256:a\n',
    python,
    folder: join(fake.folder, 'environment'),
    signal: new AbortController().signal,
    log: () => undefined,
  });
}

test('an environment is made with the version asked for, and filled from the lock by hash', async () => {
  const fake = await computer('');
  const folder = join(fake.folder, 'environment');
  const interpreter = join(folder, 'bin', 'python');
  expect(await create(fake, '3.12')).toEqual({ interpreter, installer: 'uv 0.9.2' });
  const lock = `${folder}.lock`;
  const install = `pip install --python ${interpreter} --require-hashes --no-deps --no-build --index-strategy unsafe-best-match -r ${lock}`;
  expect((await fake.calls()).map(({ words }) => words.join(' '))).toEqual([
    `venv --python /opt/python/bin/python3.12 ${folder}`,
    install,
  ]);
  await expect(access(lock)).rejects.toThrow('ENOENT');
});

test('a Python that is not here is named', async () => {
  const fake = await computer('');
  const error: unknown = await create(fake, '3.10').catch((reason: unknown) => reason);
  expect(error instanceof AppError && [error.record.code, error.record.details]).toEqual([
    'package.python',
    'Python 3.10 is not on this computer.',
  ]);
});

test('half an environment is not left behind', async () => {
  const fake = await computer(
    "if (words[0] === 'pip') { console.error('error: Failed to fetch: x'); process.exitCode = 2; }",
  );
  const folder = join(fake.folder, 'environment');
  await mkdir(folder);
  const error: unknown = await create(fake, '3.12').catch((reason: unknown) => reason);
  expect(error instanceof AppError && error.record.code).toBe('package.no-index');
  await expect(access(folder)).rejects.toThrow('ENOENT');
});
