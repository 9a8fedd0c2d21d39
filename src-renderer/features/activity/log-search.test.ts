import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutAtMatches, logText, matchingLines, nextMatch } from './log-search.ts';
import type { LogLine } from './trail.ts';

const line = (text: string): LogLine => ({ at: '2026-03-02T08:30:00.000Z', kind: 'out', text });

test('finds lines whatever their case, and none without a query', () => {
  const lines = ['Ready', 'not READY', 'done'].map(line);
  expect([matchingLines(lines, 'ready'), matchingLines(lines, ''), matchingLines(lines, 'x')]).toEqual([
    [0, 1],
    [],
    [],
  ]);
});

test('cuts a line at each match', () => {
  expect([
    cutAtMatches('Error: no errors', 'error'),
    cutAtMatches('none', 'error'),
    cutAtMatches('aaa', 'aa'),
    cutAtMatches('İx', 'x'),
  ]).toEqual([['', 'Error', ': no ', 'error', 's'], ['none'], ['', 'aa', 'a'], ['İx']]);
});

test('cutting loses nothing', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, query) => cutAtMatches(text, query).join('') === text),
  );
});

test('goes round the matches in both directions', () => {
  expect([
    nextMatch(0, 3, false),
    nextMatch(2, 3, false),
    nextMatch(0, 3, true),
    nextMatch(-1, 3, false),
    nextMatch(0, 0, false),
  ]).toEqual([1, 0, 2, 0, -1]);
});

test('a copied log keeps times and streams', () => {
  expect(logText([line('a'), { ...line('b'), kind: 'event' }])).toBe(
    '2026-03-02T08:30:00.000Z out   a\n2026-03-02T08:30:00.000Z event b',
  );
});
