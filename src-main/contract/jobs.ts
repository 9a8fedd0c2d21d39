import * as z from 'zod';
import { ErrorRecord } from './errors.ts';

export const JobState = z.enum([
  'queued',
  'running',
  'cancelling',
  'succeeded',
  'failed',
  'cancelled',
  'interrupted',
  'discarded',
]);
export type JobState = z.infer<typeof JobState>;

export const StepPlan = z.object({
  id: z.string(),
  title: z.string(),
  /** Share of the whole; the weights of a job need not add up to anything. */
  weight: z.number().positive(),
});
export type StepPlan = z.infer<typeof StepPlan>;

/** What can happen to a job. The journal holds nothing else; a job is the fold of these. */
export const JobEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('created'),
    kind: z.string(),
    title: z.string(),
    input: z.unknown(),
    steps: z.array(StepPlan),
    resumable: z.boolean(),
    engine: z.string(),
  }),
  /** `engine` names the process that runs the job; another one may show it but not touch it while that one lives. */
  z.object({ type: z.literal('started'), attempt: z.int(), engine: z.string() }),
  z.object({ type: z.literal('step-started'), step: z.string() }),
  z.object({
    type: z.literal('step-progressed'),
    step: z.string(),
    done: z.number(),
    total: z.number(),
    unit: z.string(),
  }),
  z.object({ type: z.literal('step-finished'), step: z.string() }),
  z.object({ type: z.literal('logged'), stream: z.enum(['out', 'err']), lines: z.array(z.string()) }),
  z.object({ type: z.literal('checkpointed'), data: z.unknown() }),
  z.object({ type: z.literal('cancel-requested') }),
  z.object({ type: z.literal('succeeded'), result: z.unknown() }),
  z.object({ type: z.literal('failed'), error: ErrorRecord }),
  z.object({ type: z.literal('cancelled') }),
  z.object({ type: z.literal('interrupted'), reason: z.string() }),
  z.object({ type: z.literal('discarded') }),
]);
export type JobEvent = z.infer<typeof JobEvent>;

/** An event as the journal holds it. `seq` starts at 1 for each job and has no gaps. */
export const JournalEntry = z.object({
  jobId: z.string(),
  seq: z.int().positive(),
  /** ISO 8601, UTC. */
  at: z.string(),
  event: JobEvent,
});
export type JournalEntry = z.infer<typeof JournalEntry>;

export const JobStep = StepPlan.extend({
  state: z.enum(['waiting', 'running', 'done', 'failed', 'stopped']),
  done: z.number().optional(),
  total: z.number().optional(),
  unit: z.string().optional(),
  startedAt: z.string().optional(),
  endedAt: z.string().optional(),
});
export type JobStep = z.infer<typeof JobStep>;

export const Job = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  input: z.unknown(),
  state: JobState,
  /** How often it was started: 2 after one resume. */
  attempt: z.int(),
  resumable: z.boolean(),
  engine: z.string(),
  steps: z.array(JobStep),
  /** Done share of the weights, 0 to 1. */
  progress: z.number(),
  checkpoint: z.unknown().optional(),
  result: z.unknown().optional(),
  error: ErrorRecord.optional(),
  reason: z.string().optional(),
  createdAt: z.string(),
  startedAt: z.string().optional(),
  endedAt: z.string().optional(),
  /** The last event folded in. */
  seq: z.int(),
});
export type Job = z.infer<typeof Job>;

/** A thing that exists outside the program because of it. Written before the call that creates it. */
export const LedgerEntry = z.object({
  id: z.string(),
  jobId: z.string().optional(),
  /** `process`, `file`, later `aws.endpoint` and its like. */
  kind: z.string(),
  /** Where it is: a path, an address, a cloud's own identifier. */
  ref: z.string(),
  state: z.enum(['planned', 'created', 'kept', 'removed', 'remove-failed']),
  data: z.record(z.string(), z.unknown()),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;
