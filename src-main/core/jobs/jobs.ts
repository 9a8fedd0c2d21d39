import type { ErrorRecord } from '../../contract/errors.ts';
import type { Job, JobEvent, JournalEntry } from '../../contract/jobs.ts';
import { AppError } from '../app-error.ts';
import type { Clock, Ids, Store } from '../ports.ts';
import { createContext } from './context.ts';
import { finalStates, foldJob } from './fold.ts';
import type { JobKind, Undo } from './kind.ts';
import { createNotifier, ticks } from './notifier.ts';
import { createQueue } from './queue.ts';
import { undoJob } from './undo.ts';

/** Entries read from the journal at a time while a watcher catches up. */
const page = 500;
/** Jobs that the list shows. */
const listed = 500;
/** Pause between two states of the list for one watcher, in milliseconds. */
const listEvery = 100;
/** Pause between two looks for the writes of another process, in milliseconds. */
const foreignEvery = 400;

type AnyKind = JobKind<never, unknown>;

export interface JobParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly undoers: Readonly<Record<string, Undo>>;
  /** Names whatever the work threw. */
  readonly toErrorRecord: (error: unknown) => ErrorRecord;
}

export interface Jobs {
  /** Answers at once; the work runs on. */
  readonly start: <Input>(kind: JobKind<Input, unknown>, input: Input) => Job;
  /** Makes a kind known for resuming jobs of an earlier process. */
  readonly register: <Input, Result>(kind: JobKind<Input, Result>) => void;
  readonly list: () => Job[];
  readonly get: (id: string) => Job;
  readonly watch: (id: string, after: number, signal: AbortSignal) => AsyncGenerator<JournalEntry>;
  readonly changes: (signal: AbortSignal) => AsyncGenerator<Job[]>;
  readonly cancel: (id: string) => Job;
  readonly resume: (id: string) => Job;
  readonly discard: (id: string) => Promise<Job>;
  /** Marks what a dead process left running as interrupted. */
  readonly recover: () => void;
  /** Stops the running work, marks it interrupted and ends all watchers. */
  readonly dispose: () => Promise<void>;
}

/** The only way to run long work. Whatever happens to a job is in the journal before anybody is told. */
export function createJobs(parts: JobParts): Jobs {
  const { store, clock, ids, undoers, toErrorRecord } = parts;
  const { journal, presence, ledger } = store;
  const notifier = createNotifier();
  const queue = createQueue();
  const kinds = new Map<string, AnyKind>();
  const running = new Map<string, { readonly abort: AbortController; readonly done: Promise<void> }>();
  const closing = new AbortController();

  const append = (id: string, event: JobEvent): Job => {
    const job = journal.append(id, event, foldJob);
    notifier.notify();
    return job;
  };

  const get = (id: string): Job => {
    const job = journal.job(id);
    if (job === undefined) throw new AppError('job.missing', { details: `Job ${id}` });
    return job;
  };

  const expectState = (job: Job, act: string, states: readonly Job['state'][]) => {
    if (!states.includes(job.state))
      throw new AppError('job.state', {
        details: `Job ${job.id} is ${job.state}; ${act} needs ${states.join(' or ')}.`,
      });
  };

  const work = async (job: Job, kind: AnyKind, abort: AbortController) => {
    append(job.id, { type: 'started', attempt: job.attempt + 1, engine: presence.engine });
    const { context, flush } = createContext({
      jobId: job.id,
      signal: abort.signal,
      checkpoint: job.checkpoint,
      clock,
      ledger,
      append: (event) => append(job.id, event),
    });
    const outcome = await settle(kind, context, job.input, abort.signal, toErrorRecord);
    flush();
    append(job.id, outcome);
  };

  const run = (job: Job, kind: AnyKind) => {
    const abort = new AbortController();
    const done = queue(kind.kind, kind.concurrency, async () => {
      if (abort.signal.aborted) append(job.id, outcomeOfAbort(abort.signal));
      else await work(job, kind, abort);
    }).finally(() => running.delete(job.id));
    running.set(job.id, { abort, done });
  };

  const kindOf = (job: Job): AnyKind => {
    const kind = kinds.get(job.kind);
    if (kind === undefined || !job.resumable)
      throw new AppError('job.state', { details: `Jobs of the kind ${job.kind} cannot be resumed.` });
    return kind;
  };

  const recover = () => {
    for (const job of journal.jobs(Number.MAX_SAFE_INTEGER)) {
      const active = job.state === 'running' || job.state === 'queued' || job.state === 'cancelling';
      if (active && !running.has(job.id) && !presence.isAlive(job.engine))
        append(job.id, { type: 'interrupted', reason: 'Slipway ended while this job was running.' });
    }
  };

  const pollForeign = async () => {
    let seen = journal.foreignVersion();
    while (!closing.signal.aborted) {
      await clock.sleep(foreignEvery, closing.signal);
      if (closing.signal.aborted) return;
      const version = journal.foreignVersion();
      if (version === seen) continue;
      seen = version;
      for (const [id, { abort }] of running)
        if (journal.job(id)?.state === 'cancelling') abort.abort(cancelled);
      notifier.notify();
    }
  };
  void pollForeign();

  return {
    register: (kind) => void kinds.set(kind.kind, kind as unknown as AnyKind),
    start: (kind, input) => {
      const id = ids.next();
      const { steps, resumable } = kind;
      const title = kind.title(input);
      const job = append(id, {
        type: 'created',
        kind: kind.kind,
        title,
        input,
        steps: [...steps],
        resumable,
        engine: presence.engine,
      });
      run(job, kind as unknown as AnyKind);
      return job;
    },
    list: () => journal.jobs(listed),
    get,
    watch: async function* (id, after, signal) {
      get(id);
      let seq = after;
      for await (const _ of ticks(notifier, AbortSignal.any([signal, closing.signal]))) {
        for (
          let entries = journal.read(id, seq, page);
          entries.length > 0;
          entries = journal.read(id, seq, page)
        ) {
          for (const entry of entries) yield entry;
          seq = entries.at(-1)?.seq ?? seq;
        }
        if (finalStates.has(get(id).state)) return;
      }
    },
    changes: async function* (signal) {
      const ended = AbortSignal.any([signal, closing.signal]);
      for await (const _ of ticks(notifier, ended)) {
        yield journal.jobs(listed);
        await clock.sleep(listEvery, ended);
      }
    },
    cancel: (id) => {
      expectState(get(id), 'cancel', ['queued', 'running']);
      const job = append(id, { type: 'cancel-requested' });
      running.get(id)?.abort.abort(cancelled);
      return job;
    },
    resume: (id) => {
      const job = get(id);
      expectState(job, 'resume', ['interrupted', 'cancelled', 'failed']);
      run(job, kindOf(job));
      return get(id);
    },
    discard: async (id) => {
      expectState(get(id), 'discard', ['interrupted', 'cancelled', 'failed']);
      await undoJob(id, ledger, undoers);
      return append(id, { type: 'discarded' });
    },
    recover,
    dispose: async () => {
      for (const { abort } of running.values()) abort.abort(closed);
      await Promise.all([...running.values()].map(({ done }) => done));
      closing.abort();
    },
  };
}

const cancelled = 'cancelled';
const closed = 'closed';

function outcomeOfAbort(signal: AbortSignal): JobEvent {
  return signal.reason === cancelled
    ? { type: 'cancelled' }
    : { type: 'interrupted', reason: 'Slipway was closed while this job was running.' };
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
