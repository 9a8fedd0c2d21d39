import type { ErrorRecord } from '../../contract/errors.ts';
import type { Job, JobEvent, JournalEntry } from '../../contract/jobs.ts';
import { AppError } from '../app-error.ts';
import type { Clock, Ids, Store } from '../ports.ts';
import { foldJob, restingStates } from './fold.ts';
import { followForeignWrites, followJournal, followList, listed } from './follow.ts';
import type { JobKind, Undo } from './kind.ts';
import { createNotifier, type Notifier } from './notifier.ts';
import { createRunner, type AnyKind, type Runner } from './runner.ts';
import { undoJob } from './undo.ts';

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

/** What the acts on jobs share. */
interface Desk {
  readonly parts: JobParts;
  readonly runner: Runner;
  readonly notifier: Notifier;
  readonly kinds: Map<string, AnyKind>;
  readonly append: (id: string, event: JobEvent) => Job;
  readonly closing: AbortController;
}

/** The only way to run long work. Whatever happens to a job is in the journal before anybody is told. */
export function createJobs(parts: JobParts): Jobs {
  const desk = createDesk(parts);
  const { runner, notifier, closing } = desk;
  const { clock } = parts;
  const { journal } = parts.store;
  const until = (signal: AbortSignal) => AbortSignal.any([signal, closing.signal]);
  void followForeignWrites(journal, clock, closing.signal, () => {
    for (const id of runner.running()) if (journal.job(id)?.state === 'cancelling') runner.cancel(id);
    notifier.notify();
  });
  return {
    register: (kind) => void desk.kinds.set(kind.kind, kind as unknown as AnyKind),
    start: (kind, input) => startJob(desk, kind, input),
    list: () => journal.jobs(listed),
    get: (id) => getJob(desk, id),
    watch: (id, after, signal) => followJournal(journal, notifier, { id, after }, until(signal)),
    changes: (signal) => followList(journal, notifier, clock, until(signal)),
    cancel: (id) => cancelJob(desk, id),
    resume: (id) => resumeJob(desk, id),
    discard: (id) => discardJob(desk, id),
    recover: () => recoverJobs(desk),
    dispose: async () => {
      await runner.interruptAll();
      closing.abort();
    },
  };
}

function createDesk(parts: JobParts): Desk {
  const { store, clock, toErrorRecord } = parts;
  const { journal, ledger, presence } = store;
  const notifier = createNotifier();
  const append = (id: string, event: JobEvent): Job => {
    const job = journal.append(id, event, foldJob);
    notifier.notify();
    return job;
  };
  const stateOf = (id: string) => journal.job(id)?.state;
  const runner = createRunner({ ledger, clock, engine: presence.engine, append, stateOf, toErrorRecord });
  return { parts, runner, notifier, kinds: new Map(), append, closing: new AbortController() };
}

/** Throws `job.missing`. */
function getJob({ parts }: Desk, id: string): Job {
  const job = parts.store.journal.job(id);
  if (job === undefined) throw new AppError('job.missing', { details: `Job ${id}` });
  return job;
}

/** Throws `job.missing`, and `job.state` when the job is in none of `states`. */
function getJobIn(desk: Desk, id: string, act: string, states: readonly Job['state'][]): Job {
  const job = getJob(desk, id);
  if (states.includes(job.state)) return job;
  throw new AppError('job.state', {
    details: `Job ${id} is ${job.state}; ${act} needs ${states.join(' or ')}.`,
  });
}

function startJob<Input>({ parts, append, runner }: Desk, kind: JobKind<Input, unknown>, input: Input): Job {
  const id = parts.ids.next();
  const job = append(id, {
    type: 'created',
    kind: kind.kind,
    title: kind.title(input),
    input,
    steps: [...kind.steps],
    resumable: kind.resumable,
    engine: parts.store.presence.engine,
  });
  runner.run(job, kind as unknown as AnyKind);
  return job;
}

function cancelJob(desk: Desk, id: string): Job {
  getJobIn(desk, id, 'cancel', ['queued', 'running']);
  const job = desk.append(id, { type: 'cancel-requested' });
  desk.runner.cancel(id);
  return job;
}

const stopped: readonly Job['state'][] = ['interrupted', 'cancelled', 'failed'];

function resumeJob(desk: Desk, id: string): Job {
  const job = getJobIn(desk, id, 'resume', stopped);
  // It may be waiting for its turn since an earlier resume.
  if (desk.runner.isRunning(id)) return job;
  const kind = desk.kinds.get(job.kind);
  if (kind === undefined || !job.resumable)
    throw new AppError('job.state', { details: `Jobs of the kind ${job.kind} cannot be resumed.` });
  desk.runner.run(job, kind);
  return getJob(desk, id);
}

async function discardJob(desk: Desk, id: string): Promise<Job> {
  getJobIn(desk, id, 'discard', stopped);
  await undoJob(id, desk.parts.store.ledger, desk.parts.undoers);
  return desk.append(id, { type: 'discarded' });
}

function recoverJobs({ parts, runner, append }: Desk): void {
  const { journal, presence } = parts.store;
  for (const { id, state, engine } of journal.jobs(Number.MAX_SAFE_INTEGER)) {
    if (restingStates.has(state) || runner.isRunning(id) || presence.isAlive(engine)) continue;
    try {
      append(id, { type: 'interrupted', reason: 'Slipway ended while this job was running.' });
    } catch (error) {
      // Another engine that starts at this moment has marked it first.
      if (!(error instanceof AppError)) throw error;
    }
  }
}
