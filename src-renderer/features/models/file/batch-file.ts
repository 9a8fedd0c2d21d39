import type { Job } from '@contract/jobs.ts';
import type { BatchInput, BatchResult } from '@contract/predictions.ts';

/** The kind of job that predicts a file. */
const kind = 'predict-file';

/** Why a path cannot be used, or undefined. Only its spelling is looked at: whether it exists is the engine's to say. */
export function describePathFault(path: string): string | undefined {
  if (path === '') return 'Name the file with the rows to predict.';
  if (!isFull(path)) return 'Give the full path, starting at the root of the disk.';
  if (!/\.(?:csv|jsonl)$/i.test(path)) return 'The name ends in .csv or .jsonl.';
  return undefined;
}

/** The same for the result, which may be left out. */
export function describeOutputFault(path: string): string | undefined {
  return path === '' || isFull(path) ? undefined : 'Give the full path, starting at the root of the disk.';
}

/** A path of this or another platform: the page does not know where the engine runs. */
function isFull(path: string): boolean {
  return /^(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(path);
}

/** A job that predicts a file with one model, with its input and result read. */
export interface FileJob {
  readonly job: Job;
  readonly inputPath: string;
  readonly result?: BatchResult;
}

/** The file jobs of a model, newest first. */
export function fileJobsOf(jobs: readonly Job[], modelId: string): readonly FileJob[] {
  return jobs.flatMap((job) => {
    const input = job.kind === kind ? (job.input as BatchInput) : undefined;
    if (input?.modelId !== modelId) return [];
    const result = job.state === 'succeeded' ? (job.result as BatchResult) : undefined;
    return [{ job, inputPath: input.inputPath, ...(result && { result }) }];
  });
}
