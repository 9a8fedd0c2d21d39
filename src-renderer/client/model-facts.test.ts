import { expect, test } from 'vitest';
import { modelList } from '../gallery/fixtures/models.ts';
import { describeInputs, describeMetric, describeOutput } from './model-facts.ts';

test('a model is described by what it takes, what it gives and how well it did', () => {
  expect(
    modelList.map(({ signature, training }) => [
      describeInputs(signature),
      describeOutput(signature),
      describeMetric(training.metric),
    ]),
  ).toEqual([
    ['4 numbers', 'one of 3 labels', '97.8 %'],
    ['3 numbers, 3 categories', 'a value in g', '239.4 g'],
    ['8 × 8 image', 'one of 10 labels', '98 %'],
  ]);
});

test('a metric beyond 1 without a unit is a plain number', () => {
  expect(describeMetric({ name: 'Error', value: 12345.6789 })).toBe('12,345.679');
});
