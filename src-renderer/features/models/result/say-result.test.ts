import { expect, test } from 'vitest';
import { formatValue, sayResult } from './say-result.ts';

test('a value has five digits at most', () => {
  expect([3364.4896, 0.123456, -12.34567, 123456.7, 0].map(formatValue)).toEqual([
    '3,364.5',
    '0.1235',
    '-12.346',
    '123,457',
    '0',
  ]);
});

test('a result is said with its probability or its unit', () => {
  expect([
    sayResult({ kind: 'label', value: 'a', title: 'Label A', score: 0.5, bars: [] }),
    sayResult({ kind: 'value', value: 3364.4896, name: 'mass', unit: 'g' }),
    sayResult({ kind: 'value', value: 2, name: 'count' }),
  ]).toEqual(['Label A 50 %', '3,364.5 g', '2']);
});
