import type { JobEvent, LedgerEntry } from '../../contract/jobs.ts';
import type { Clock, Ledger } from '../ports.ts';
import type { JobContext, Progress } from './kind.ts';

/** Progress is written at most this often, in milliseconds. */
const progressEvery = 100;
/** Log lines are gathered for this long, or until this many characters. */
const logEvery = 100;
const logBatch = 64 * 1024;

interface ContextParts {
  readonly jobId: string;
  readonly signal: AbortSignal;
  readonly checkpoint: unknown;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly append: (event: JobEvent) => void;
}

/** The work's side of a running job, and `flush` for the runner: writes what is still gathered. */
export function createContext(parts: ContextParts): { context: JobContext; flush: () => void } {
  const { jobId, signal, checkpoint, clock, ledger, append } = parts;
  const log = createLogBatches(clock, append);
  const context: JobContext = {
    jobId,
    signal,
    checkpoint,
    log: (line, stream = 'out') => {
      signal.throwIfAborted();
      log.add(line, stream);
    },
    step: async (id, work) => {
      signal.throwIfAborted();
      append({ type: 'step-started', step: id });
      const progress = createProgress(id, clock, append);
      const result = await work((done, total, unit) => {
        signal.throwIfAborted();
        progress.report(done, total, unit);
      });
      signal.throwIfAborted();
      progress.flush();
      log.flush();
      append({ type: 'step-finished', step: id });
      return result;
    },
    saveCheckpoint: (data) => {
      signal.throwIfAborted();
      append({ type: 'checkpointed', data });
    },
    resources: () => ledger.list({ jobId }),
    create: async (resource, create) => {
      signal.throwIfAborted();
      const entry = ledger.plan({ ...resource, jobId });
      await create();
      return ledger.change(entry.id, { state: 'created' });
    },
    keep: (entry: LedgerEntry) => {
      ledger.change(entry.id, { state: 'kept' });
    },
    gone: (entry: LedgerEntry) => {
      ledger.change(entry.id, { state: 'removed' });
    },
  };
  return { context, flush: log.flush };
}

function createProgress(step: string, clock: Clock, append: (event: JobEvent) => void) {
  let lastAt = Number.NEGATIVE_INFINITY;
  let waiting: JobEvent | undefined;
  const report: Progress = (done, total, unit) => {
    waiting = { type: 'step-progressed', step, done, total, unit };
    if (clock.monotonic() - lastAt >= progressEvery) flush();
  };
  const flush = () => {
    if (waiting === undefined) return;
    append(waiting);
    waiting = undefined;
    lastAt = clock.monotonic();
  };
  return { report, flush };
}

function createLogBatches(clock: Clock, append: (event: JobEvent) => void) {
  let lines: string[] = [];
  let stream: 'out' | 'err' = 'out';
  let size = 0;
  let timer = false;
  const flush = () => {
    if (lines.length === 0) return;
    append({ type: 'logged', stream, lines });
    lines = [];
    size = 0;
  };
  const flushLater = async () => {
    timer = true;
    await clock.sleep(logEvery);
    timer = false;
    try {
      flush();
    } catch {
      // The lines stay gathered: the next write of the work meets the same obstacle, and ends it.
    }
  };
  const add = (line: string, to: 'out' | 'err') => {
    if (to !== stream || size + line.length > logBatch) flush();
    stream = to;
    lines.push(line);
    size += line.length;
    if (!timer) void flushLater();
  };
  return { add, flush };
}
