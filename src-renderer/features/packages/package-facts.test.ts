import type { SmokeRun } from '@contract/packages.ts';
import { expect, test } from 'vitest';
import { lastName, runLines, shortHash, smokeVerdict } from './package-facts.ts';

const smoke = (...passed: readonly boolean[]): SmokeRun => ({
  readyMs: 900,
  checks: passed.map((one, index) => ({ title: `check ${index}`, passed: one, observed: '' })),
  answers: [],
  installed: {},
});

test('the verdict counts the checks, and a run that never was is no failure', () => {
  expect([
    smokeVerdict(smoke(true, true)),
    smokeVerdict(smoke(true, false)),
    smokeVerdict(undefined),
  ]).toEqual([
    { tone: 'ok', word: '2 checks passed' },
    { tone: 'bad', word: '1 of 2 checks failed' },
    { tone: 'neutral', word: 'Not run' },
  ]);
});

test('a package without an image is built from its folder first', () => {
  const lines = runLines({
    name: 'iris',
    version: '1',
    platform: 'linux/amd64',
    folder: "/home/ada/ada's models/iris",
  });
  expect(lines.map(({ line }) => line)).toEqual([
    String.raw`docker build --platform linux/amd64 -t slipway/iris:1 '/home/ada/ada'\''s models/iris'`,
    'docker run --rm --read-only --tmpfs /tmp -p 8080:8080 slipway/iris:1',
    'curl -i http://127.0.0.1:8080/ping',
  ]);
});

test('hashes and paths are shortened to what tells them apart', () => {
  expect([
    shortHash('sha256:0123456789abcdef'),
    lastName('/home/ada/model.joblib'),
    lastName('C:\\models\\iris\\'),
    lastName('/'),
  ]).toEqual(['0123456789ab', 'model.joblib', 'iris', '/']);
});
