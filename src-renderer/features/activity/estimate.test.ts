import { expect, test } from 'vitest';
import type { JobStep } from '@contract/jobs.ts';
import { remainingMs, remainingText } from './estimate.ts';
import type { Pace } from './trail.ts';

const steps: JobStep[] = [
  { id: 'check', title: 'Check', weight: 1, state: 'done' },
  { id: 'predict', title: 'Predict', weight: 90, state: 'running' },
  { id: 'record', title: 'Record', weight: 9, state: 'waiting' },
];
const pace = (seconds: number, from: number, to: number): Pace => ({
  step: 'predict',
  total: 100,
  first: { at: 0, done: from },
  last: { at: seconds * 1_000, done: to },
});

test('the rest of the step and the waiting steps go on at the pace seen', () => {
  // 20 of 100 in 4 s: 20 s for the whole step, 10 s for the half that is left, and a tenth of the step for the last one.
  expect(remainingMs(pace(4, 30, 50), steps)).toBe(12_000);
});

test('too little seen, or nothing running, gives no estimate', () => {
  const other = { ...pace(4, 30, 50), step: 'gone' };
  expect(
    [pace(1.9, 0, 50), pace(10, 50, 51), other, undefined].map((one) => remainingMs(one, steps)),
  ).toEqual([undefined, undefined, undefined, undefined]);
});

test('the words are coarse on purpose', () => {
  expect([undefined, 0, 4_900, 36_000, 54_000, 58_000, 89 * 60_000, 125 * 60_000].map(remainingText)).toEqual(
    [
      undefined,
      'a few seconds left',
      'a few seconds left',
      'about 40 s left',
      'about 55 s left',
      'about 1 min left',
      'about 89 min left',
      'about 2 h left',
    ],
  );
});
