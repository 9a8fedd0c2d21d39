import type { Job } from '@contract/jobs.ts';
import { stateWords } from '../../ui/job-states.ts';
import { elapsedMs, isActive, needsDecision } from './job-view.ts';

export const groups = ['all', 'active', 'decision', 'closed'] as const;
export type Group = (typeof groups)[number];

export const sortKeys = ['title', 'state', 'progress', 'started', 'duration'] as const;
export type SortKey = (typeof sortKeys)[number];

export interface ListView {
  readonly group: Group;
  readonly text: string;
  readonly sort: SortKey;
  readonly descending: boolean;
}

export const defaultView: ListView = { group: 'all', text: '', sort: 'started', descending: true };

/** The jobs that a view shows, in its order; equal ones keep the order of the list, the newest first. */
export function visibleJobs(
  jobs: readonly Job[],
  { group, text, sort, descending }: ListView,
  now: number,
): readonly Job[] {
  const wanted = text.trim().toLowerCase();
  const shown = jobs.filter((job) => inGroup(job, group) && textOf(job).includes(wanted));
  const direction = descending ? -1 : 1;
  return shown.toSorted((a, b) => direction * compare(valueOf(a, sort, now), valueOf(b, sort, now)));
}

export function inGroup(job: Pick<Job, 'state'>, group: Group): boolean {
  switch (group) {
    case 'all':
      return true;
    case 'active':
      return isActive(job);
    case 'decision':
      return needsDecision(job);
    case 'closed':
      return !isActive(job) && !needsDecision(job);
  }
}

function textOf({ title, state, id }: Job): string {
  return `${title} ${stateWords[state].word} ${id}`.toLowerCase();
}

function valueOf(job: Job, sort: SortKey, now: number): string | number {
  switch (sort) {
    case 'title':
      return job.title;
    case 'state':
      return stateWords[job.state].word;
    case 'progress':
      return job.progress;
    case 'started':
      return job.startedAt ?? job.createdAt;
    case 'duration':
      return elapsedMs(job, now) ?? -1;
  }
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return collator.compare(String(a), String(b));
}
