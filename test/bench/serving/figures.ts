import type { ModelName } from './models.ts';
import type { Load, LoadResult } from './load.ts';

/** One load of one round. */
export interface Reading extends Load {
  readonly result: LoadResult;
  /** Processor time of the server per request, in microseconds. */
  readonly cpuUs: number;
}

/** One start of one contender. */
export interface Visit {
  readonly contender: string;
  readonly model: ModelName;
  readonly readyMs: number;
  readonly memoryMb: number;
  readonly readings: readonly Reading[];
}

/** Medians over the rounds of one load; times are NaN when no request was answered in any. */
export interface LoadFigures extends Load {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuUs: number;
  readonly generatorBusy: number;
  /** Answers with another status or another score, and connections that the server broke; over all rounds. */
  readonly errors: number;
}

export interface Figures {
  readonly contender: string;
  readonly model: ModelName;
  readonly readyMs: number;
  readonly memoryMb: number;
  readonly loads: readonly LoadFigures[];
}

/** Median over all visits of one contender with one model. */
export function summarize(visits: readonly Visit[], loads: readonly Load[]): Figures | undefined {
  const [first] = visits;
  if (first === undefined) return undefined;
  return {
    contender: first.contender,
    model: first.model,
    readyMs: median(visits.map(({ readyMs }) => readyMs)),
    memoryMb: median(visits.map(({ memoryMb }) => memoryMb)),
    loads: loads.map((load) => summarizeLoad(visits, load)),
  };
}

function summarizeLoad(visits: readonly Visit[], { connections, rows }: Load): LoadFigures {
  const readings = visits
    .flatMap((visit) => visit.readings)
    .filter((reading) => reading.connections === connections && reading.rows === rows);
  // A round without a single answer has no times; it counts as no throughput.
  const answered = readings.filter(({ result }) => result.requests > 0);
  const of = (read: (reading: Reading) => number) => median(answered.map(read));
  return {
    connections,
    rows,
    perSecond: median(readings.map(({ result }) => result.perSecond)),
    p50Ms: of(({ result }) => result.p50Ms),
    p99Ms: of(({ result }) => result.p99Ms),
    cpuUs: of(({ cpuUs }) => cpuUs),
    generatorBusy: of(({ result }) => result.generatorBusy),
    errors: readings.reduce(
      (sum, { result }) => sum + result.badStatus + result.badAnswer + result.brokenConnections,
      0,
    ),
  };
}

/** The middle value; the mean of the two in the middle of an even number; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}
