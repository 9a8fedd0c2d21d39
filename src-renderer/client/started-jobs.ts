/** Jobs that this page started or resumed: only their results are worth an interruption elsewhere. */
export interface StartedJobs {
  readonly note: (path: readonly string[], output: unknown) => void;
  readonly has: (jobId: string) => boolean;
}

export function createStartedJobs(): StartedJobs {
  const ids = new Set<string>();
  return {
    note: (path, output) => {
      const id = startedBy(path, output);
      if (id !== undefined) ids.add(id);
    },
    has: (jobId) => ids.has(jobId),
  };
}

/** Whatever starts work answers with a `jobId`; resuming answers with the job. */
function startedBy(path: readonly string[], output: unknown): string | undefined {
  if (typeof output !== 'object' || output === null) return undefined;
  if ('jobId' in output && typeof output.jobId === 'string') return output.jobId;
  if (path.join('.') === 'jobs.resume' && 'id' in output && typeof output.id === 'string') return output.id;
  return undefined;
}
