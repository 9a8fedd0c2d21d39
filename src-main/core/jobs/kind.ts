import type * as z from 'zod';
import type { LedgerEntry, StepPlan } from '../../contract/jobs.ts';

/** A sort of long work. The runner owns its bookkeeping; the kind only does the work. */
export interface JobKind<Input, Result> {
  readonly kind: string;
  readonly input: z.ZodType<Input>;
  readonly title: (input: Input) => string;
  readonly steps: readonly StepPlan[];
  /** True when `run` can go on from `context.checkpoint`. */
  readonly resumable: boolean;
  /** How many of this kind may run at once; the others wait. */
  readonly concurrency: number;
  readonly run: (context: JobContext, input: Input) => Promise<Result>;
}

/** What work may do besides its work. Every method throws once `signal` has aborted. */
export interface JobContext {
  readonly jobId: string;
  readonly signal: AbortSignal;
  /** What an earlier attempt saved last. */
  readonly checkpoint: unknown;
  readonly step: <T>(id: string, work: (progress: Progress) => Promise<T>) => Promise<T>;
  readonly log: (line: string, stream?: 'out' | 'err') => void;
  readonly saveCheckpoint: (data: unknown) => void;
  /** What this job has made so far, in order. */
  readonly resources: () => LedgerEntry[];
  /** Writes the ledger, then runs `create`, then confirms. */
  readonly create: (resource: Resource, create: () => Promise<void>) => Promise<LedgerEntry>;
  /** Says that a resource is the job's product: discarding other things will not remove it. */
  readonly keep: (entry: LedgerEntry) => void;
  /** Says that the work has removed a resource itself. */
  readonly gone: (entry: LedgerEntry) => void;
}

type Resource = Pick<LedgerEntry, 'kind' | 'ref' | 'data'>;

/** Counts in `unit`; written at most ten times a second. */
export type Progress = (done: number, total: number, unit: string) => void;

/** Removes one resource of the ledger, or finds it gone. By resource kind. */
export type Undo = (entry: LedgerEntry) => Promise<void>;
