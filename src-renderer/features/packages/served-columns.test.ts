import type { ServedSignature } from '@contract/inspection.ts';
import { expect, test } from 'vitest';
import { columnRange, columnType, outputRange, outputType, signatureShort } from './served-columns.ts';

const signature: ServedSignature = {
  inputs: [
    { name: 'island', type: 'string', categories: ['Biscoe', 'Dream'], optional: true },
    { name: 'flipper', type: 'integer', min: 172, max: 231 },
    { name: 'image', type: 'tensor', shape: [8, 8] },
  ],
  output: {
    task: 'classification',
    name: 'label',
    labels: Array.from({ length: 10 }, (_, digit) => ({ value: String(digit), title: String(digit) })),
  },
};

test('types and ranges of columns are told in words', () => {
  expect(signature.inputs.map((column) => [columnType(column), columnRange(column)])).toEqual([
    ['text, may be missing', 'Biscoe, Dream'],
    ['whole number', '172 to 231'],
    ['numbers, 8 × 8', 'not known'],
  ]);
});

test('long lists of labels are cut and counted', () => {
  expect([outputType(signature), outputRange(signature)]).toEqual([
    'label',
    '0, 1, 2, 3, 4, 5, 6, 7 and 2 more',
  ]);
});

test('a signature in short, also when there is none', () => {
  expect([signatureShort(signature), signatureShort(undefined)]).toEqual([
    '3 inputs → label',
    'Any JSON: the inputs are not known',
  ]);
});
