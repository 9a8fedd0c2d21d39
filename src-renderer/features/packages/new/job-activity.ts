import type { Job } from '@contract/jobs.ts';

/** True while the job waits or works. */
export function isActive({ state }: Pick<Job, 'state'>): boolean {
  return state === 'queued' || state === 'running' || state === 'cancelling';
}
