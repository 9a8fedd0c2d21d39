import type { Job, JobEvent, JobState, JobStep, JournalEntry } from '../../contract/jobs.ts';
import { AppError } from '../app-error.ts';

/** States in which nothing runs. */
export const restingStates: ReadonlySet<JobState> = new Set([
  'succeeded',
  'failed',
  'cancelled',
  'interrupted',
  'discarded',
]);

/** States after which no event can follow. */
export const finalStates: ReadonlySet<JobState> = new Set(['succeeded', 'discarded']);

/**
 * States that an event may follow; one that is not listed may follow any. The journal folds and appends in one
 * transaction, so that of two engines that act on the same job at the same moment only the first succeeds.
 */
const follows: Partial<Record<JobEvent['type'], readonly JobState[]>> = {
  started: ['queued', 'interrupted', 'cancelled', 'failed'],
  'cancel-requested': ['queued', 'running'],
  cancelled: ['queued', 'running', 'cancelling'],
  interrupted: ['queued', 'running', 'cancelling'],
  discarded: ['interrupted', 'cancelled', 'failed'],
};

/**
 * A job is the fold of its journal: pure, so that every reader of the same entries sees the same job. Throws
 * `job.state` for an event that may not follow.
 */
export function foldJob(job: Job | undefined, entry: JournalEntry): Job {
  const { event, seq, at } = entry;
  if (event.type === 'created') {
    const { kind, title, input, resumable, engine } = event;
    const steps = event.steps.map((step): JobStep => ({ ...step, state: 'waiting' }));
    const started = { state: 'queued', attempt: 0, progress: 0, createdAt: at, seq } as const;
    return { id: entry.jobId, kind, title, input, resumable, engine, steps, ...started };
  }
  if (job === undefined) throw new Error(`The journal of job ${entry.jobId} does not begin with "created".`);
  if (follows[event.type]?.includes(job.state) === false)
    throw new AppError('job.state', {
      details: `Job ${job.id} is ${job.state}: "${event.type}" cannot follow.`,
    });
  const next = { ...applyEvent(job, entry), seq };
  return { ...next, progress: next.state === 'succeeded' ? 1 : progressOf(next.steps) };
}

function applyEvent(job: Job, { event, at }: JournalEntry): Job {
  switch (event.type) {
    case 'created':
    case 'logged':
      return job;
    case 'started':
      return restart(job, event.attempt, event.engine, at);
    case 'step-started':
      return withStep(job, event.step, () => ({ state: 'running', startedAt: at }));
    case 'step-progressed':
      return withStep(job, event.step, ({ startedAt }) => ({
        state: 'running',
        ...(startedAt !== undefined && { startedAt }),
        done: event.done,
        total: event.total,
        unit: event.unit,
      }));
    case 'step-finished':
      return withStep(job, event.step, (step) => ({ ...step, state: 'done', endedAt: at }));
    case 'checkpointed':
      return { ...job, checkpoint: event.data };
    case 'cancel-requested':
      return { ...job, state: 'cancelling' };
    case 'succeeded':
      return { ...job, state: 'succeeded', result: event.result, endedAt: at };
    case 'failed':
      return { ...stopSteps(job, 'failed', at), state: 'failed', error: event.error, endedAt: at };
    case 'cancelled':
      return { ...stopSteps(job, 'stopped', at), state: 'cancelled', endedAt: at };
    case 'interrupted':
      return { ...stopSteps(job, 'stopped', at), state: 'interrupted', reason: event.reason, endedAt: at };
    case 'discarded':
      return { ...job, state: 'discarded', endedAt: at };
  }
}

function restart(job: Job, attempt: number, engine: string, at: string): Job {
  const { error: _error, reason: _reason, endedAt: _endedAt, ...rest } = job;
  const steps = job.steps.map(({ id, title, weight }): JobStep => ({ id, title, weight, state: 'waiting' }));
  return { ...rest, steps, state: 'running', attempt, engine, startedAt: job.startedAt ?? at };
}

function withStep(job: Job, id: string, change: (step: JobStep) => Partial<JobStep>): Job {
  const steps = job.steps.map((step) =>
    step.id === id
      ? { id, title: step.title, weight: step.weight, state: step.state, ...change(step) }
      : step,
  );
  return { ...job, steps };
}

function stopSteps(job: Job, state: 'failed' | 'stopped', at: string): Job {
  const steps = job.steps.map((step) => (step.state === 'running' ? { ...step, state, endedAt: at } : step));
  return { ...job, steps };
}

/** Share of the weights that is done, 0 to 1. */
function progressOf(steps: readonly JobStep[]): number {
  const whole = steps.reduce((sum, { weight }) => sum + weight, 0);
  const done = steps.reduce((sum, step) => sum + step.weight * shareOf(step), 0);
  return whole === 0 ? 0 : done / whole;
}

function shareOf({ state, done, total }: JobStep): number {
  if (state === 'done') return 1;
  if (done === undefined || total === undefined || total <= 0) return 0;
  return Math.min(1, done / total);
}
