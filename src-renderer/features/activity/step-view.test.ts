import { expect, test } from 'vitest';
import type { JobStep } from '@contract/jobs.ts';
import { stepAmount, stepElapsedMs, weightShare } from './step-view.ts';

const step = (more: Partial<JobStep>): JobStep => ({
  id: 's',
  title: 'Step',
  weight: 1,
  state: 'running',
  ...more,
});

test('amounts carry their unit, bytes in a readable one', () => {
  expect([
    stepAmount(step({})),
    stepAmount(step({ done: 28_900_000, total: 48_200_000, unit: 'bytes' })),
    stepAmount(step({ done: 3, total: 9, unit: 'layers' })),
    stepAmount(step({ done: 1, total: 2 })),
  ]).toEqual([undefined, '28.9 MB of 48.2 MB', '3 of 9 layers', '1 of 2']);
});

test('time runs from the start of the step to its end', () => {
  const startedAt = '2026-03-02T08:30:00.000Z';
  const now = Date.parse('2026-03-02T08:30:09.000Z');
  expect([
    stepElapsedMs(step({}), now),
    stepElapsedMs(step({ startedAt }), now),
    stepElapsedMs(step({ startedAt, endedAt: '2026-03-02T08:30:02.500Z' }), now),
  ]).toEqual([undefined, 9_000, 2_500]);
});

test('weights need not add up to a hundred', () => {
  const steps = [step({ weight: 1 }), step({ weight: 3 })];
  expect(steps.map((one) => weightShare(one, steps))).toEqual(['25 %', '75 %']);
});
