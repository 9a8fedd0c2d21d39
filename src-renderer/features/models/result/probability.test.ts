import { expect, test } from 'vitest';
import { formatProbability } from './probability.ts';

test('a probability is written to a tenth of a percent, and near certainty is not called certain', () => {
  expect([0, 0.0001, 0.0005, 0.5555, 0.9994, 0.9999, 1].map(formatProbability)).toEqual([
    '0 %',
    '< 0.1 %',
    '0.1 %',
    '55.6 %',
    '99.9 %',
    '> 99.9 %',
    '100 %',
  ]);
});
