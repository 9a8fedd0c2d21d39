import type { Clock } from '../ports.ts';

/** Runs work with a signal that aborts with `signal`, or after `ms` milliseconds with what `late` makes. */
export async function withDeadline<T>(
  clock: Clock,
  ms: number,
  signal: AbortSignal,
  late: () => Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new AbortController();
  const done = new AbortController();
  void clock.sleep(ms, done.signal).then(() => {
    if (!done.signal.aborted) deadline.abort(late());
  });
  try {
    return await work(AbortSignal.any([signal, deadline.signal]));
  } finally {
    done.abort();
  }
}
