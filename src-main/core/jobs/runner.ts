import type { ErrorRecord } from '../../contract/errors.ts';
import type { Job, JobEvent } from '../../contract/jobs.ts';
import type { Clock, Ledger } from '../ports.ts';
import { createContext } from './context.ts';
import type { JobKind } from './kind.ts';
import { createQueue } from './queue.ts';

export type AnyKind = JobKind<never, unknown>;

export interface RunnerParts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** The engine that this process is. */
  readonly engine: string;
  readonly append: (jobId: string, event: JobEvent) => Job;
  /** The state of a job as the journal has it now. */
  readonly stateOf: (jobId: string) => Job['state'] | undefined;
  /** Names whatever the work threw. */
  readonly toErrorRecord: (error: unknown) => ErrorRecord;
}

export interface Runner {
  /** Starts the work as soon as its kind has room; its end is in the journal. */
  readonly run: (job: Job, kind: AnyKind) => void;
  readonly isRunning: (jobId: string) => boolean;
  readonly running: () => string[];
  /** Aborts the work of a job that runs here; it becomes `cancelled`. */
  readonly cancel: (jobId: string) => void;
  /** Aborts all work, which becomes `interrupted`, and waits for it to end. */
  readonly interruptAll: () => Promise<void>;
}

const cancelled = 'cancelled';
const closed = 'closed';

/** Runs work and writes how it went, whatever it does. */
export function createRunner(parts: RunnerParts): Runner {
  const { append, stateOf, toErrorRecord } = parts;
  const queue = createQueue();
  const running = new Map<string, { readonly abort: AbortController; readonly done: Promise<void> }>();

  return {
    run: (job, kind) => {
      const abort = new AbortController();
      const done = queue(kind.kind, kind.concurrency, async () => {
        // Another engine may have asked for the cancel while the job waited for its turn.
        if (stateOf(job.id) === 'cancelling') abort.abort(cancelled);
        if (abort.signal.aborted) append(job.id, outcomeOfAbort(abort.signal));
        else await work(parts, job, kind, abort.signal);
      })
        // The journal refused or could not be written: the job stays as it is there, and the program goes on.
        .catch((error: unknown) => void toErrorRecord(error))
        .finally(() => running.delete(job.id));
      running.set(job.id, { abort, done });
    },
    isRunning: (jobId) => running.has(jobId),
    running: () => [...running.keys()],
    cancel: (jobId) => running.get(jobId)?.abort.abort(cancelled),
    interruptAll: async () => {
      for (const { abort } of running.values()) abort.abort(closed);
      await Promise.all([...running.values()].map(({ done }) => done));
    },
  };
}

async function work(parts: RunnerParts, job: Job, kind: AnyKind, signal: AbortSignal): Promise<void> {
  const { append, engine, clock, ledger } = parts;
  append(job.id, { type: 'started', attempt: job.attempt + 1, engine });
  const { context, flush } = createContext({
    jobId: job.id,
    signal,
    checkpoint: job.checkpoint,
    clock,
    ledger,
    append: (event) => append(job.id, event),
  });
  const outcome = await settle(kind, context, job.input, signal, parts.toErrorRecord);
  flush();
  append(job.id, outcome);
}

async function settle(
  kind: AnyKind,
  context: Parameters<AnyKind['run']>[0],
  input: unknown,
  signal: AbortSignal,
  toErrorRecord: (error: unknown) => ErrorRecord,
): Promise<JobEvent> {
  try {
    const result = await kind.run(context, kind.input.parse(input));
    return { type: 'succeeded', result };
  } catch (error) {
    return signal.aborted ? outcomeOfAbort(signal) : { type: 'failed', error: toErrorRecord(error) };
  }
}

function outcomeOfAbort(signal: AbortSignal): JobEvent {
  return signal.reason === cancelled
    ? { type: 'cancelled' }
    : { type: 'interrupted', reason: 'Slipway was closed while this job was running.' };
}
