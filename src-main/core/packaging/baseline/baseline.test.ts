import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ServedSignature } from '../../../contract/inspection.ts';
import { baselineText, createBaseline } from './baseline.ts';

type Row = Readonly<Record<string, unknown>>;

function baselineOf(rows: readonly Row[], inputs?: ServedSignature['inputs']) {
  const output = { task: 'other', name: 'y' } as const;
  const baseline = createBaseline(inputs === undefined ? undefined : { inputs, output });
  for (const row of rows) baseline.add(row);
  return baseline.result();
}

test('ages and cities give the files that Model Monitor writes, worked out by hand', () => {
  const rows = [
    { age: 2, city: 'Rome' },
    { age: 4, city: 'Oslo' },
    { age: 4, city: 'Rome' },
    { age: 12, city: null },
    { city: 'Rome' },
  ];
  const bucket = (lower_bound: number, upper_bound: number, count: number) => ({
    lower_bound,
    upper_bound,
    count,
  });
  expect(baselineOf(rows)).toEqual({
    statistics: {
      version: 0,
      dataset: { item_count: 5 },
      features: [
        {
          name: 'age',
          inferred_type: 'Integral',
          numerical_statistics: {
            common: { num_present: 4, num_missing: 1 },
            mean: 5.5,
            sum: 22,
            // Squares of -3.5, -1.5, -1.5 and 6.5 are 59 together; 59 / 4 = 14.75.
            std_dev: Math.sqrt(14.75),
            min: 2,
            max: 12,
            distribution: {
              kll: {
                buckets: [
                  bucket(2, 3, 1),
                  bucket(3, 4, 0),
                  bucket(4, 5, 2),
                  bucket(5, 6, 0),
                  bucket(6, 7, 0),
                  bucket(7, 8, 0),
                  bucket(8, 9, 0),
                  bucket(9, 10, 0),
                  bucket(10, 11, 0),
                  bucket(11, 12, 1),
                ],
                sketch: { parameters: { c: 0.64, k: 2048 }, data: [[2, 4, 4, 12]] },
              },
            },
          },
        },
        {
          name: 'city',
          inferred_type: 'String',
          string_statistics: {
            common: { num_present: 4, num_missing: 1 },
            distinct_count: 2,
            distribution: {
              categorical: {
                buckets: [
                  { value: 'Rome', count: 3 },
                  { value: 'Oslo', count: 1 },
                ],
              },
            },
          },
        },
      ],
    },
    constraints: {
      version: 0,
      features: [
        {
          name: 'age',
          inferred_type: 'Integral',
          completeness: 0.8,
          num_constraints: { is_non_negative: true },
        },
        {
          name: 'city',
          inferred_type: 'String',
          completeness: 0.8,
          string_constraints: { domains: ['Oslo', 'Rome'] },
        },
      ],
      monitoring_config: {
        evaluate_constraints: 'Enabled',
        emit_metrics: 'Enabled',
        datatype_check_threshold: 1,
        domain_content_threshold: 1,
        distribution_constraints: {
          perform_comparison: 'Enabled',
          comparison_threshold: 0.1,
          comparison_method: 'Robust',
          categorical_comparison_threshold: 0.1,
          categorical_drift_method: 'LInfinity',
        },
      },
    },
  });
});

describe('types', () => {
  const types = (rows: readonly Row[], inputs?: ServedSignature['inputs']) =>
    baselineOf(rows, inputs).constraints.features.map(({ name, inferred_type }) => [name, inferred_type]);

  test('without a signature the values decide, and a number in a text counts as one', () => {
    const rows = [
      { a: '1', b: '1.5', c: 'x', d: true, e: null, f: '3' },
      { a: '2', b: 2, c: '4', d: false, e: '', f: 'three' },
    ];
    expect(types(rows)).toEqual([
      ['a', 'Integral'],
      ['b', 'Fractional'],
      ['c', 'String'],
      ['d', 'String'],
      ['e', 'Unknown'],
      ['f', 'String'],
    ]);
  });

  test('a signature says what its columns are, in its order; tensors and other columns are left out', () => {
    const rows = [{ zip: 10115, price: '3', other: 1, image: [1, 2] }];
    expect(
      types(rows, [
        { name: 'price', type: 'number' },
        { name: 'image', type: 'tensor', shape: [2] },
        { name: 'zip', type: 'string' },
        { name: 'rooms', type: 'integer' },
      ]),
    ).toEqual([
      ['price', 'Fractional'],
      ['zip', 'String'],
      ['rooms', 'Unknown'],
    ]);
  });
});

test('categories of the signature are the domain, also those that the sample lacks', () => {
  const { constraints } = baselineOf(
    [{ size: 'S' }],
    [{ name: 'size', type: 'string', categories: ['S', 'M'] }],
  );
  expect(constraints.features).toEqual([
    {
      name: 'size',
      inferred_type: 'String',
      completeness: 1,
      string_constraints: { domains: ['S', 'M'] },
    },
  ]);
});

test('texts that hardly ever come again have no domain, and the 100 most frequent have buckets', () => {
  const rows = Array.from({ length: 300 }, (_, index) => ({ id: `id-${index % 299}` }));
  const { statistics, constraints } = baselineOf(rows);
  const text = statistics.features[0]?.string_statistics;
  expect([text?.distinct_count, text?.distribution.categorical.buckets.length]).toEqual([299, 100]);
  expect(text?.distribution.categorical.buckets[0]).toEqual({ value: 'id-0', count: 2 });
  expect(constraints.features[0]).toEqual({ name: 'id', inferred_type: 'String', completeness: 1 });
});

test('50,000 different texts are counted to within a tenth', () => {
  const rows = Array.from({ length: 60_000 }, (_, index) => ({ id: `customer ${index % 50_000}` }));
  const count = baselineOf(rows).statistics.features[0]?.string_statistics?.distinct_count ?? 0;
  expect(Math.abs(count - 50_000)).toBeLessThan(5000);
});

test('one value alone lies in the last bucket', () => {
  const buckets = baselineOf([{ a: 7 }, { a: 7 }]).statistics.features[0]?.numerical_statistics?.distribution
    .kll.buckets;
  expect(buckets?.map(({ lower_bound, upper_bound, count }) => [lower_bound, upper_bound, count])).toEqual([
    ...Array.from({ length: 9 }, () => [7, 7, 0]),
    [7, 7, 2],
  ]);
});

test('a deviation is right where a sum of squares would lose every digit', () => {
  const rows = [4, 7, 13, 16].map((value) => ({ a: 1e9 + value }));
  const { mean, std_dev } = baselineOf(rows).statistics.features[0]?.numerical_statistics ?? {};
  expect([mean, std_dev]).toEqual([1e9 + 10, Math.sqrt(22.5)]);
});

test('sum, bounds and counts agree with a plain calculation for any numbers', () => {
  const numbers = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 1, maxLength: 500 });
  fc.assert(
    fc.property(numbers, (values) => {
      const { statistics, constraints } = baselineOf(values.map((a) => ({ a })));
      const found = statistics.features[0]?.numerical_statistics;
      const counts = found?.distribution.kll.buckets.map(({ count }) => count) ?? [];
      const sum = values.reduce((total, value) => total + value, 0);
      expect({
        sum: found?.sum,
        mean: found?.mean,
        min: found?.min,
        max: found?.max,
        counted: counts.reduce((total, count) => total + count, 0),
        constraint: constraints.features[0]?.num_constraints,
      }).toEqual({
        sum,
        mean: sum / values.length,
        min: Math.min(...values),
        max: Math.max(...values),
        counted: values.length,
        constraint: { is_non_negative: values.every((value) => value >= 0) },
      });
    }),
  );
});

test('no rows are no failure', () => {
  const { statistics, constraints } = baselineOf([], [{ name: 'a', type: 'number' }]);
  expect([statistics.dataset, constraints.features]).toEqual([
    { item_count: 0 },
    [{ name: 'a', inferred_type: 'Unknown', completeness: 0 }],
  ]);
  expect(baselineText(statistics).endsWith('}\n')).toBe(true);
});
