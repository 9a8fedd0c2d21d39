import { expect, test } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatDateTime,
  formatDuration,
  formatMoment,
  formatNumber,
  formatPercent,
  formatTime,
} from './format.ts';

test('bytes carry the unit that leaves a readable number', () => {
  expect([0, 999, 1_000, 1_549, 99_950, 123_456, 6_291_456, 2.5e9, 7e15].map(formatBytes)).toEqual([
    '0 B',
    '999 B',
    '1 kB',
    '1.5 kB',
    '100 kB',
    '123 kB',
    '6.3 MB',
    '2.5 GB',
    '7,000 TB',
  ]);
});

test('durations show two units at most and never sixty of one', () => {
  const durations = [
    0.42, 9.96, 12.4, 999, 999.6, 4_240, 59_940, 59_960, 125_000, 3_599_600, 3_600_000, 7_500_000,
  ];
  expect(durations.map(formatDuration)).toEqual([
    '0.4 ms',
    '10 ms',
    '12 ms',
    '999 ms',
    '1 s',
    '4.2 s',
    '60 s',
    '1 min',
    '2 min 5 s',
    '1 h',
    '1 h',
    '2 h 5 min',
  ]);
});

test('what is not a number is a dash, never NaN', () => {
  expect([
    formatNumber(NaN),
    formatBytes(NaN),
    formatDuration(-1),
    formatPercent(Infinity),
    formatDateTime('x'),
  ]).toEqual(Array<string>(5).fill('–'));
});

test('numbers, shares and counts', () => {
  expect([
    formatNumber(1234.56789),
    formatNumber(1234.5, 0),
    formatPercent(0.974),
    formatPercent(0.9744, 1),
    formatCount(1, 'row'),
    formatCount(1200, 'row'),
    formatCount(2, 'entry', 'entries'),
  ]).toEqual(['1,234.568', '1,235', '97 %', '97.4 %', '1 row', '1,200 rows', '2 entries']);
});

test('instants are shown in the zone of the computer', () => {
  const iso = new Date(2026, 2, 4, 15, 6, 7).toISOString();
  expect([formatDateTime(iso), formatTime(iso)]).toEqual(['Mar 4, 2026, 15:06', '15:06:07']);
});

test('a moment of today needs no date', () => {
  const iso = new Date(2026, 2, 4, 15, 6, 7).toISOString();
  const on = (day: number) => formatMoment(iso, new Date(2026, 2, day, 23, 0).getTime());
  expect([on(4), on(5)]).toEqual(['15:06:07', 'Mar 4, 15:06']);
});
