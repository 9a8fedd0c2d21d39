import type { Job, JobState } from '@contract/jobs.ts';

type Outcome = Extract<JobState, 'succeeded' | 'failed' | 'interrupted'>;

const outcomes: ReadonlySet<JobState> = new Set<Outcome>(['succeeded', 'failed', 'interrupted']);

/**
 * Jobs that came to an outcome between two states of the list. A cancelled job is not among them: the person who
 * cancelled it knows.
 */
export function finishedJobs(before: readonly Job[], after: readonly Job[]): readonly Job[] {
  const working = new Set(before.filter(({ state }) => !outcomes.has(state)).map(({ id }) => id));
  return after.filter(({ id, state }) => outcomes.has(state) && working.has(id));
}
