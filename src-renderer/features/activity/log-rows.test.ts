import { expect, test } from 'vitest';
import { rowOfLine, rowsInView, rowsOf } from './log-rows.ts';
import type { LogLine } from './trail.ts';

const line = (text: string): LogLine => ({ at: '', kind: 'out', text });
const lines = ['', 'abcd', 'abcdefghi'].map(line);

test('a long line takes as many rows as it needs, an empty one takes one', () => {
  const rows = rowsOf(lines, 4);
  expect(rows.map(({ line: of, from, to }) => [of, lines[of]?.text.slice(from, to)])).toEqual([
    [0, ''],
    [1, 'abcd'],
    [2, 'abcd'],
    [2, 'efgh'],
    [2, 'i'],
  ]);
});

test('a width that is not measured yet does no harm', () => {
  expect(rowsOf([line('ab')], 0).length).toBe(2);
});

test('finds the first row of a line', () => {
  const rows = rowsOf(lines, 4);
  expect([0, 1, 2, 3].map((of) => rowOfLine(rows, of))).toEqual([0, 1, 2, 5]);
});

test('the page holds the rows in sight and a few beyond each edge', () => {
  expect([
    rowsInView({ top: 0, height: 400 }, 10_000, 20),
    rowsInView({ top: 100_000, height: 400 }, 10_000, 20),
    rowsInView({ top: 199_600, height: 400 }, 10_000, 20),
    rowsInView({ top: 0, height: 0 }, 3, 20),
    rowsInView({ top: 5_000, height: 400 }, 3, 20),
  ]).toEqual([
    { first: 0, last: 40 },
    { first: 4_980, last: 5_040 },
    { first: 9_960, last: 10_000 },
    { first: 0, last: 3 },
    { first: 3, last: 3 },
  ]);
});
