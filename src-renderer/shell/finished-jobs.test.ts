import { expect, test } from 'vitest';
import { cancelled, failed, queued, running, succeeded } from '../gallery/fixtures/jobs.ts';
import { finishedJobs } from './finished-jobs.ts';

test('only a job seen at work and now at an outcome is news', () => {
  const before = [running, { ...queued, id: 'q' }, { ...running, id: 'c' }, { ...succeeded, id: 'old' }];
  const after = [
    { ...succeeded, id: running.id },
    { ...failed, id: 'q' },
    { ...cancelled, id: 'c' },
    { ...succeeded, id: 'old' },
    { ...failed, id: 'never-seen' },
  ];
  expect(finishedJobs(before, after).map(({ id, state }) => [id, state])).toEqual([
    [running.id, 'succeeded'],
    ['q', 'failed'],
  ]);
});
