/** `string_statistics` of a feature, without its `common` part. */
export interface TextStatistics {
  readonly distinct_count: number;
  readonly distribution: {
    readonly categorical: { readonly buckets: readonly { value: string; count: number }[] };
  };
}

export interface TextColumn {
  readonly add: (value: string) => void;
  readonly count: () => number;
  readonly result: () => TextStatistics;
  /** Every value, sorted, when there are few of them and they come again; else undefined. */
  readonly domain: () => string[] | undefined;
}

/** More different values than this are counted by their hashes, not one by one. */
const mostCounted = 10_000;
/** Buckets of a distribution, and values of a domain, at most. */
const mostShown = 100;
/** Smallest hashes that are kept: the number of values is then known to about 3 %. */
const mostHashes = 1024;

/** Distribution of a stream of texts. Counts are exact up to 10,000 different values; the memory is bounded after that. */
export function createTextColumn(): TextColumn {
  const counts = new Map<string, number>();
  const hashes = createDistinct();
  let [count, full] = [0, false];
  return {
    add: (value) => {
      count += 1;
      hashes.add(value);
      const seen = counts.get(value);
      if (seen !== undefined || counts.size < mostCounted) counts.set(value, (seen ?? 0) + 1);
      else full = true;
    },
    count: () => count,
    result: () => ({
      distinct_count: full ? Math.max(hashes.estimate(), counts.size + 1) : counts.size,
      distribution: {
        categorical: {
          buckets: [...counts]
            .map(([value, times]) => ({ value, count: times }))
            .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
            .slice(0, mostShown),
        },
      },
    }),
    // Values that hardly ever come again, such as names of people, are no domain.
    domain: () =>
      full || counts.size > mostShown || counts.size * 2 > count ? undefined : [...counts.keys()].sort(),
  };
}

/** The k minimum values of Bar-Yossef: how dense the smallest hashes lie says how many there are. */
function createDistinct(): { readonly add: (value: string) => void; readonly estimate: () => number } {
  let kept = new Set<number>();
  let largest = Infinity;
  const shrink = () => {
    const sorted = [...kept].sort((a, b) => a - b).slice(0, mostHashes);
    kept = new Set(sorted);
    largest = sorted.length < mostHashes ? Infinity : (sorted.at(-1) ?? Infinity);
  };
  return {
    add: (value) => {
      const hash = hashOf(value);
      if (hash >= largest) return;
      kept.add(hash);
      if (kept.size >= 2 * mostHashes) shrink();
    },
    estimate: () => {
      shrink();
      return largest === Infinity ? kept.size : Math.round((mostHashes - 1) / largest);
    },
  };
}

/** Between 0 and 1: two rounds of FNV-1a with 32 bits each, mixed as in MurmurHash3, as 53 bits. */
function hashOf(text: string): number {
  let [high, low] = [0x811c9dc5, 0x01000193];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ (code + 0x9e37), 0x85ebca6b);
  }
  return (mixed(high) * 2 ** 21 + (mixed(low) >>> 11)) / 2 ** 53;
}

function mixed(value: number): number {
  const first = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return (second ^ (second >>> 16)) >>> 0;
}
