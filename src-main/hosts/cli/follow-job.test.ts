import { expect, it } from 'vitest';
import type { Job } from '../../contract/jobs.ts';
import { errorRecord } from '../../contract/errors.ts';
import { describeJob } from './describe-job.ts';
import { createProgressLine, statusOf } from './follow-job.ts';

function written(live: boolean, texts: readonly string[]): string {
  let all = '';
  const line = createProgressLine({ live, err: (text) => void (all += text) });
  for (const text of texts) line.show(text);
  line.end();
  return all;
}

it('rewrites one line before a person, and covers what was longer', () => {
  expect(written(true, ['10 %  Check the files', '20 %  Done', '20 %  Done'])).toBe(
    '\r10 %  Check the files\r20 %  Done           \n',
  );
});

it('writes a line for each change elsewhere', () => {
  expect(written(false, ['10 %', '10 %', '20 %'])).toBe('10 %\n20 %\n');
});

it('leaves no empty line when nothing was shown', () => {
  expect([written(true, []), written(false, [])]).toEqual(['', '']);
});

const job: Job = {
  id: 'j1',
  kind: 'predict-file',
  title: 'Predict flowers.csv',
  input: {},
  state: 'failed',
  attempt: 2,
  resumable: true,
  engine: 'e',
  steps: [
    {
      id: 'a',
      title: 'Check the files',
      weight: 1,
      state: 'done',
      startedAt: '2026-01-02T03:04:05.000Z',
      endedAt: '2026-01-02T03:04:05.300Z',
    },
    { id: 'b', title: 'Predict', weight: 1, state: 'failed', done: 500, total: 2000, unit: 'bytes' },
  ],
  progress: 0.625,
  error: errorRecord('file.row'),
  createdAt: '2026-01-02T03:04:04.000Z',
  startedAt: '2026-01-02T03:04:05.000Z',
  endedAt: '2026-01-02T03:04:17.500Z',
  seq: 9,
};

it('says where a job stands, with units, and why it failed', () => {
  expect(describeJob(job).split('\n').slice(0, 7)).toEqual([
    'Predict flowers.csv (j1): failed',
    '63 % done, attempt 2, created 2026-01-02T03:04:04.000Z, took 12.5 s',
    'STEP             STATE    TOOK               DONE',
    'Check the files  done    0.3 s',
    'Predict          failed         500 of 2000 bytes',
    '',
    'A row of the file cannot be predicted.',
  ]);
});

it.each<[string, Partial<Job>, number]>([
  ['succeeded', { state: 'succeeded' }, 0],
  ['failed by its input', { state: 'failed' }, 1],
  ['failed by the program', { state: 'failed', error: errorRecord('internal') }, 2],
  ['cancelled', { state: 'cancelled', error: errorRecord('internal') }, 2],
])('answers the exit status of a job that %s', (_, change, status) => {
  expect(statusOf({ ...job, ...change })).toBe(status);
});
