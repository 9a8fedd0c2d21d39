import type { Job } from '@contract/jobs.ts';
import { formatPercent } from '../../ui/format.ts';
import { stateWords } from '../../ui/job-states.ts';

/** What is worth saying between two states of a job: a new state, or the next quarter of the work. */
export function progressNews(before: Job | undefined, now: Job): string | undefined {
  if (before === undefined) return undefined;
  if (before.state !== now.state) return `${now.title}: ${stateWords[now.state].word.toLowerCase()}.`;
  const quarter = Math.floor(now.progress * 4);
  if (quarter <= Math.floor(before.progress * 4)) return undefined;
  return `${now.title}: ${formatPercent(quarter / 4)}.`;
}
