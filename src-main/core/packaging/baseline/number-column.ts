import { createKllSketch, shrinkingFactor, sketchSize } from './kll-sketch.ts';

/** `numerical_statistics` of a feature, without its `common` part. */
export interface NumberStatistics {
  readonly mean: number;
  readonly sum: number;
  /** Of the population, as Deequ computes it. */
  readonly std_dev: number;
  readonly min: number;
  readonly max: number;
  readonly distribution: {
    readonly kll: {
      readonly buckets: readonly { lower_bound: number; upper_bound: number; count: number }[];
      readonly sketch: {
        readonly parameters: { readonly c: number; readonly k: number };
        readonly data: readonly (readonly number[])[];
      };
    };
  };
}

export interface NumberColumn {
  readonly add: (value: number) => void;
  readonly count: () => number;
  /** True while every value was a whole number. */
  readonly integral: () => boolean;
  /** Undefined before the first value. */
  readonly result: () => NumberStatistics | undefined;
}

/** Model Monitor always makes ten, of equal width. */
const bucketCount = 10;

/** Statistics of a stream of finite numbers in one pass: mean, sum and deviation are exact to the last digits. */
export function createNumberColumn(): NumberColumn {
  const sketch = createKllSketch();
  const [sum, squares] = [createSum(), createSum()];
  let [count, mean, min, max, integral] = [0, 0, Infinity, -Infinity, true];
  return {
    add: (value) => {
      sketch.add(value);
      sum.add(value);
      count += 1;
      // Welford: the squares of differences from a running mean do not cancel each other out.
      const before = value - mean;
      mean += before / count;
      squares.add(before * (value - mean));
      min = Math.min(min, value);
      max = Math.max(max, value);
      integral &&= Number.isInteger(value);
    },
    count: () => count,
    integral: () => integral,
    result: () => {
      if (count === 0) return undefined;
      const total = sum.value();
      const { rank, levels } = sketch;
      return {
        mean: total / count,
        sum: total,
        std_dev: Math.sqrt(Math.max(0, squares.value()) / count),
        min,
        max,
        distribution: {
          kll: {
            buckets: buckets(min, max, rank),
            sketch: { parameters: { c: shrinkingFactor, k: sketchSize }, data: levels() },
          },
        },
      };
    },
  };
}

/** Each takes its lower bound in, the last its upper bound too. */
function buckets(min: number, max: number, rank: (value: number, exclusive?: boolean) => number) {
  const bound = (index: number) => (index === bucketCount ? max : min + ((max - min) / bucketCount) * index);
  return Array.from({ length: bucketCount }, (_, index) => {
    const [lower_bound, upper_bound] = [bound(index), bound(index + 1)];
    const upTo = rank(upper_bound, index < bucketCount - 1);
    return { lower_bound, upper_bound, count: upTo - rank(lower_bound, true) };
  });
}

/** Neumaier's sum: what rounding drops is carried along. */
function createSum(): { readonly add: (value: number) => void; readonly value: () => number } {
  let [sum, carried] = [0, 0];
  return {
    add: (value) => {
      const next = sum + value;
      carried += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      sum = next;
    },
    value: () => sum + carried,
  };
}
