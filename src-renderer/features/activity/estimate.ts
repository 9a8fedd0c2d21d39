import type { JobStep } from '@contract/jobs.ts';
import type { Pace } from './trail.ts';

/** An estimate from less than this is a guess: milliseconds watched, and share of the step seen. */
const watchedAtLeast = 2_000;
const seenAtLeast = 0.02;

/**
 * Milliseconds until the job is done, at the pace of its running step; undefined while too little was seen. Steps that
 * wait are reckoned at the same pace by their weight.
 */
export function remainingMs(pace: Pace | undefined, steps: readonly JobStep[]): number | undefined {
  const step = steps.find(({ id }) => id === pace?.step);
  if (pace === undefined || step === undefined || pace.total <= 0) return undefined;
  const watched = pace.last.at - pace.first.at;
  const seen = pace.last.done - pace.first.done;
  if (watched < watchedAtLeast || seen / pace.total < seenAtLeast) return undefined;
  const msForWhole = (pace.total / seen) * watched;
  const waiting = steps
    .filter(({ state }) => state === 'waiting')
    .reduce((sum, { weight }) => sum + weight, 0);
  return Math.max(0, 1 - pace.last.done / pace.total) * msForWhole + (waiting / step.weight) * msForWhole;
}

/** `about 40 s left`, in steps that do not jump about; undefined without an estimate. */
export function remainingText(ms: number | undefined): string | undefined {
  if (ms === undefined) return undefined;
  const seconds = ms / 1_000;
  if (seconds < 5) return 'a few seconds left';
  if (seconds < 55) return `about ${Math.ceil(seconds / 5) * 5} s left`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `about ${Math.max(1, minutes)} min left` : `about ${Math.round(minutes / 60)} h left`;
}
