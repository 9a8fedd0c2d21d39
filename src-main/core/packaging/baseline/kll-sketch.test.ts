import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createKllSketch } from './kll-sketch.ts';

function sketchOf(values: readonly number[]) {
  const sketch = createKllSketch();
  for (const value of values) sketch.add(value);
  return sketch;
}

/** What the kept values stand for together. */
const weight = (levels: readonly (readonly number[])[]) =>
  levels.reduce((sum, values, level) => sum + values.length * 2 ** level, 0);

test('few values are all kept, sorted', () => {
  expect(sketchOf([3, 1, 2, 2]).levels()).toEqual([[1, 2, 2, 3]]);
});

test('2,050 values fit into one level; one more halves it into the next, every other value', () => {
  const values = (count: number) => Array.from({ length: count }, (_, index) => index);
  expect(
    sketchOf(values(2050))
      .levels()
      .map(({ length }) => length),
  ).toEqual([2050]);
  const [low = [], high = []] = sketchOf(values(2051)).levels();
  expect(low).toEqual([2050]);
  expect(high).toEqual(values(2050).filter((value) => value % 2 === high[0]));
});

test('the kept values always stand for as many as were added', () => {
  const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), {
    minLength: 1,
    maxLength: 200,
  });
  fc.assert(
    fc.property(numbers, fc.integer({ min: 1, max: 200 }), (values, times) => {
      const all = Array.from({ length: times }, () => values).flat();
      expect(weight(sketchOf(all).levels())).toBe(all.length);
    }),
    { numRuns: 30 },
  );
});

test('a rank of 100,000 values is right to within half a percent, in whatever order they come', () => {
  const count = 100_000;
  const sorted = Array.from({ length: count }, (_, index) => index);
  // 7,919 is prime and no divisor of the count: every value comes once, far from its neighbours.
  const mixed = sorted.map((index) => (index * 7919) % count);
  for (const values of [sorted, sorted.toReversed(), mixed]) {
    const sketch = sketchOf(values);
    const errors = [0.01, 0.25, 0.5, 0.75, 0.99].map((share) =>
      Math.abs(sketch.rank(share * count, true) - share * count),
    );
    expect(Math.max(...errors)).toBeLessThan(count * 0.005);
    expect(sketch.levels().flat().length).toBeLessThan(6000);
  }
});

test('the same values give the same sketch', () => {
  const values = Array.from({ length: 20_000 }, (_, index) => Math.sin(index));
  expect(sketchOf(values).levels()).toEqual(sketchOf(values).levels());
});
