import { expect, test } from 'vitest';
import { readNumber, textOf } from './typed-number.ts';

test('a text is a number, blank, or named as neither', () => {
  expect(['1.50', ' -3e2 ', '', '1,5', 'NaN'].map(readNumber)).toEqual([
    { kind: 'number', value: 1.5 },
    { kind: 'number', value: -300 },
    { kind: 'blank' },
    { kind: 'fault', message: '“1,5” is not a number. Decimals take a point.' },
    { kind: 'fault', message: '“NaN” is not a number. Decimals take a point.' },
  ]);
});

test('what was typed stays as long as it stands for the value', () => {
  expect([
    textOf('1.50', 1.5),
    textOf('1.', 1),
    textOf('1.50', 2),
    textOf('1,5', undefined),
    textOf(undefined, undefined),
    textOf('x', 3),
  ]).toEqual(['1.50', '1.', '2', '1,5', '', '3']);
});
