import type { Job } from '@contract/jobs.ts';

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
export function linkOf({ id, kind, state, result }: Pick<Job, 'id' | 'kind' | 'state' | 'result'>): {
  readonly label: string;
  readonly route: string;
} {
  if (state === 'succeeded' && kind === 'inspect-model')
    return { label: 'Package it', route: `/packages/new?inspection=${id}` };
  const packageId = state === 'succeeded' && kind === 'package-model' ? packageOf(result) : undefined;
  return packageId === undefined
    ? { label: 'Open job', route: `/activity/${id}` }
    : { label: 'Open package', route: `/packages/${packageId}` };
}

function packageOf(result: unknown): string | undefined {
  if (typeof result !== 'object' || result === null || !('packageId' in result)) return undefined;
  return typeof result.packageId === 'string' ? result.packageId : undefined;
}
