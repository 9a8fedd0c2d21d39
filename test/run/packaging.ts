import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { countVitest, type Counts } from './counts.ts';
import { makePythonEnvironment } from './python-environment.ts';

// Trains models, packages them with the built command line, and runs the images on a real container engine. Writes the counts to
// the path that is given. Where there is no engine or no base image, all of them are skipped, with that reason.
const top = join(import.meta.dirname, '../..');
const base = 'python:3.11-slim-bookworm';
const output = join(top, 'out/packaging-tests');

writeFileSync(process.argv[2] ?? '', JSON.stringify(runTests()));

function runTests(): Counts {
  if (!succeeds('docker', 'version')) return skipped('no container engine answers.');
  if (!succeeds('docker', 'image', 'inspect', base))
    return skipped(`the engine has no image ${base} (docker pull ${base}).`);
  const requirements = join(top, 'test/packaging/requirements.txt');
  const environment = makePythonEnvironment('packaging-python', requirements, ['3.11', '3.12', '3.13']);
  if (typeof environment === 'string') return skipped(environment);
  const { python } = environment;
  const models = join(output, 'models');
  if (!succeeds(python, join(top, 'test/packaging/make_models.py'), models))
    throw new Error('The models of the packaging tests could not be made.');
  const report = join(output, 'report.json');
  // The report of an earlier run must not speak for one that falls over.
  rmSync(report, { force: true });
  const parameters = ['run', '--config', 'test/packaging/vitest.config.ts', '--reporter=verbose'];
  spawnSync(
    process.execPath,
    [
      join(top, 'node_modules/vitest/vitest.mjs'),
      ...parameters,
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    {
      cwd: top,
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: 1_500_000,
      env: { ...process.env, SLIPWAY_TEST_MODELS: models, SLIPWAY_TEST_PYTHON: python },
    },
  );
  return countVitest(JSON.parse(readFileSync(report, 'utf8')));
}

function succeeds(program: string, ...words: readonly string[]): boolean {
  return spawnSync(program, words, { stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000 }).status === 0;
}

function skipped(reason: string): Counts {
  return { passed: 0, failed: 0, skipped: [`The tests that build and run images: ${reason}`] };
}
