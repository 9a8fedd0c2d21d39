import { expect, test } from 'vitest';
import type { Job } from '@contract/jobs.ts';
import { defaultOutputPath } from '@contract/output-path.ts';
import { describePathFault, fileJobsOf } from './batch-file.ts';

test('the result lies beside the input under its name', () => {
  expect(['/data/rows.csv', 'C:\\data\\rows.v2.jsonl', '/data.d/rows'].map(defaultOutputPath)).toEqual([
    '/data/rows.predictions.jsonl',
    'C:\\data\\rows.v2.predictions.jsonl',
    '/data.d/rows.predictions.jsonl',
  ]);
});

test('a path is full and names a file of rows', () => {
  expect(
    ['/a/b.csv', 'C:\\a.JSONL', '\\\\host\\share\\a.csv', '', 'b.csv', '/a/b.xlsx'].map(describePathFault),
  ).toEqual([
    undefined,
    undefined,
    undefined,
    'Name the file with the rows to predict.',
    'Give the full path, starting at the root of the disk.',
    'The name ends in .csv or .jsonl.',
  ]);
});

test('the file jobs of a model are those of its id, with the result of the finished ones', () => {
  const job = (id: string, kind: string, modelId: string, state: Job['state']): Job => ({
    id,
    kind,
    title: id,
    input: { modelId, inputPath: `/${id}.csv` },
    state,
    attempt: 1,
    resumable: true,
    engine: 'e',
    steps: [],
    progress: 1,
    createdAt: '2026-01-01T00:00:00Z',
    seq: 1,
    ...(state === 'succeeded' && {
      result: { outputPath: '/o', rows: 2, evidence: 'local-process', durationMs: 5 },
    }),
  });
  const [running, done] = [
    job('1', 'predict-file', 'iris', 'running'),
    job('2', 'predict-file', 'iris', 'succeeded'),
  ];
  expect(
    fileJobsOf(
      [running, job('3', 'predict-file', 'digit', 'running'), job('4', 'other', 'iris', 'running'), done],
      'iris',
    ),
  ).toEqual([
    { job: running, inputPath: '/1.csv' },
    {
      job: done,
      inputPath: '/2.csv',
      result: { outputPath: '/o', rows: 2, evidence: 'local-process', durationMs: 5 },
    },
  ]);
});
