import { expect, test } from 'vitest';
import { inspectInputOf, isOf, sourceProblems } from './source.ts';

const source = { path: ' /home/ada/m.onnx ', rowsPath: '', target: '' };

test('a model alone is enough, on every platform', () => {
  expect([
    sourceProblems(source),
    sourceProblems({ ...source, path: 'C:\\models\\m.onnx' }),
    sourceProblems({ ...source, rowsPath: '/data/rows.CSV', target: 'mass' }),
  ]).toEqual([{}, {}, {}]);
});

test('each fault is told at its field', () => {
  expect([
    sourceProblems({ ...source, path: '' }),
    sourceProblems({ ...source, path: 'm.onnx', rowsPath: 'rows.csv' }),
    sourceProblems({ ...source, rowsPath: '/data/rows.parquet' }),
    sourceProblems({ ...source, target: 'mass' }),
  ]).toEqual([
    { path: 'Name the file or folder of the model.' },
    {
      path: 'Give the full path, starting at the root of the disk.',
      rowsPath: 'Give the full path, starting at the root of the disk.',
    },
    { rowsPath: 'The name ends in .csv or .jsonl.' },
    { rowsPath: 'Name the file that has this column.' },
  ]);
});

test('an inspection answers for the source it was started with, not for a changed one', () => {
  const input = inspectInputOf(source);
  expect([input, isOf(source, input), isOf({ ...source, rowsPath: '/data/rows.csv' }, input)]).toEqual([
    { path: '/home/ada/m.onnx' },
    true,
    false,
  ]);
});
