import type { Job } from '@contract/jobs.ts';
import { packageOf } from '../client/package-of.ts';

interface Place {
  readonly pathname: string;
  readonly search: Readonly<Record<string, unknown>>;
}

/** True when the screen is about the job, so that its outcome is in sight. */
export function isShown({ id }: Pick<Job, 'id'>, { pathname, search }: Place): boolean {
  if (pathname === `/activity/${id}`) return true;
  return pathname === '/packages/new' && (search['inspection'] === id || search['build'] === id);
}

/** Where what came of a job is seen best. */
export function linkOf(job: Pick<Job, 'id' | 'kind' | 'state' | 'result'>): {
  readonly label: string;
  readonly route: string;
} {
  const { id, kind, state } = job;
  if (state === 'succeeded' && kind === 'inspect-model')
    return { label: 'Package it', route: `/packages/new?inspection=${id}` };
  const packageId = packageOf(job);
  return packageId === undefined
    ? { label: 'Open job', route: `/activity/${id}` }
    : { label: 'Open package', route: `/packages/${packageId}` };
}
