import type { BuildStep } from '@contract/packages.ts';
import { expect, test } from 'vitest';
import { builtPackageId, cacheSummary, stageGroups, stepPromises, timelineOf } from './timeline.ts';

const ended = (number: number, stage: string, cached: boolean, durationMs: number): BuildStep => ({
  number,
  total: 4,
  stage,
  instruction: `RUN ${number}`,
  cached,
  reason: '',
  durationMs,
});
const first = ended(1, 'dependencies', true, 0);
const second = ended(2, 'dependencies', false, 1_200);
const third = ended(3, 'final', false, 300);

test('the instructions of the checkpoint stand under the build step alone', () => {
  const check = { id: 'check', title: 'Check', weight: 1, state: 'done' as const };
  const build = { id: 'build', title: 'Build', weight: 5, state: 'running' as const };
  expect(
    timelineOf({ steps: [check, build], checkpoint: { steps: [first, { odd: true }, second] } }),
  ).toEqual([
    { step: check, instructions: [] },
    { step: build, instructions: [first, second] },
  ]);
  expect(timelineOf({ steps: [build], checkpoint: 'other' })).toEqual([{ step: build, instructions: [] }]);
});

test('instructions stand by stage with what the cache saved and what the rest took', () => {
  expect(stageGroups([first, second, third])).toEqual([
    { stage: 'dependencies', steps: [first, second], cached: 1, durationMs: 1_200 },
    { stage: 'final', steps: [third], cached: 0, durationMs: 300 },
  ]);
});

test('the summary says how much came from the cache', () => {
  expect([
    cacheSummary([]),
    cacheSummary([second]),
    cacheSummary([first]),
    cacheSummary([first, second]),
  ]).toEqual([
    'No instructions yet',
    '1 instruction, none from the cache',
    '1 instruction, all from the cache',
    '2 instructions, 1 from the cache',
  ]);
});

test('only a job that succeeded has built a package', () => {
  expect([
    builtPackageId({ state: 'succeeded', result: { packageId: 'p1' } }),
    builtPackageId({ state: 'running', result: { packageId: 'p1' } }),
    builtPackageId({ state: 'succeeded', result: null }),
  ]).toEqual(['p1', undefined, undefined]);
});

test('the review promises only what the product needs', () => {
  const ids = (...of: Parameters<typeof stepPromises>) => stepPromises(...of).map(({ id }) => id);
  expect([ids('image', true), ids('image', false), ids('process', true), ids('folder', true)]).toEqual([
    ['check', 'lock', 'stage', 'convert', 'build', 'smoke', 'record'],
    ['check', 'lock', 'stage', 'build', 'smoke', 'record'],
    ['check', 'lock', 'stage', 'build', 'smoke', 'record'],
    ['check', 'lock', 'stage', 'record'],
  ]);
});
