/** Size of the largest level. The rank of a value is then known to about 0.1 % of the values. */
export const sketchSize = 2048;
/** How much smaller each level below is. */
export const shrinkingFactor = 0.64;

/** A summary of many numbers from which quantiles can be read: SageMaker Model Monitor's own kind. */
export interface KllSketch {
  readonly add: (value: number) => void;
  /** The kept values by level; one of level `i` stands for `2 ** i` values. */
  readonly levels: () => number[][];
  /** How many values are at most `value`, or below it with `exclusive`. Exact until the first 2,048 values or so. */
  readonly rank: (value: number, exclusive?: boolean) => number;
}

interface Compactor {
  values: number[];
  /** Which half was kept the last time: 0 for the even places, 1 for the odd ones. */
  offset: 0 | 1;
  compactions: number;
}

/**
 * The sketch of Karnin, Lang and Liberty (2016), laid out as in Amazon's Deequ, which Model Monitor runs. Where that tosses
 * a coin, the coin here follows from the number of tosses: the same rows give the same sketch.
 */
export function createKllSketch(): KllSketch {
  const levels: Compactor[] = [emptyLevel()];
  const toss = createCoin();
  let kept = 0;
  let capacity = totalCapacity(levels.length);
  return {
    add: (value) => {
      levels[0]?.values.push(value);
      kept += 1;
      if (kept <= capacity) return;
      condense(levels, toss);
      kept = levels.reduce((sum, { values }) => sum + values.length, 0);
      capacity = totalCapacity(levels.length);
    },
    levels: () => levels.map(({ values }) => [...values].sort((a, b) => a - b)),
    rank: (value, exclusive = false) =>
      levels.reduce(
        (sum, { values }, level) =>
          sum + 2 ** level * values.filter((one) => (exclusive ? one < value : one <= value)).length,
        0,
      ),
  };
}

function emptyLevel(): Compactor {
  return { values: [], offset: 0, compactions: 0 };
}

/** Of the level at `height` when there are `count` of them; always even. */
function capacityOf(height: number, count: number): number {
  return 2 * (Math.ceil((sketchSize * shrinkingFactor ** (count - height - 1)) / 2) + 1);
}

function totalCapacity(count: number): number {
  let sum = 0;
  for (let height = 0; height < count; height += 1) sum += capacityOf(height, count);
  return sum;
}

/** Halves the lowest full level into the one above, until everything fits again. */
function condense(levels: Compactor[], toss: () => 0 | 1): void {
  for (let height = 0; height < levels.length; height += 1) {
    const level = levels[height];
    if (level === undefined || level.values.length < capacityOf(height, levels.length)) continue;
    if (height + 1 === levels.length) levels.push(emptyLevel());
    levels[height + 1]?.values.push(...compact(level, toss));
    const kept = levels.reduce((sum, { values }) => sum + values.length, 0);
    if (kept < totalCapacity(levels.length)) return;
  }
}

/** Every other value of a sorted level. Two halvings in a row keep opposite halves, so that their errors cancel. */
function compact(level: Compactor, toss: () => 0 | 1): number[] {
  level.offset = level.compactions % 2 === 1 ? (level.offset === 0 ? 1 : 0) : toss();
  level.compactions += 1;
  const sorted = level.values.sort((a, b) => a - b);
  const even = sorted.length - (sorted.length % 2);
  const output: number[] = [];
  for (let place: number = level.offset; place < even; place += 2) output.push(sorted[place] ?? 0);
  // An odd one stays, so that no value is lost or counted twice.
  level.values = sorted.slice(even);
  return output;
}

/** Marsaglia's xorshift with 32 bits from a fixed start. */
function createCoin(): () => 0 | 1 {
  let state = 0x9e3779b9;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 31) as 0 | 1;
  };
}
