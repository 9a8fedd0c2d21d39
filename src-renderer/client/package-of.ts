import type { Job } from '@contract/jobs.ts';

/** The package that a job has made. */
export function packageOf({
  kind,
  state,
  result,
}: Pick<Job, 'kind' | 'state' | 'result'>): string | undefined {
  if (kind !== 'package-model' || state !== 'succeeded') return undefined;
  if (typeof result !== 'object' || result === null || !('packageId' in result)) return undefined;
  return typeof result.packageId === 'string' ? result.packageId : undefined;
}
