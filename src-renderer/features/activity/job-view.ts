import type { Job } from '@contract/jobs.ts';

/** True while the job waits or works. */
export function isActive({ state }: Pick<Job, 'state'>): boolean {
  return state === 'queued' || state === 'running' || state === 'cancelling';
}

/** True when a person has to decide: go on with it, or clear it away. */
export function needsDecision({ state }: Pick<Job, 'state'>): boolean {
  return state === 'failed' || state === 'interrupted' || state === 'cancelled';
}

/** Milliseconds from the first start to the end or to `now`; undefined before the start. */
export function elapsedMs(
  { startedAt, endedAt }: Pick<Job, 'startedAt' | 'endedAt'>,
  now: number,
): number | undefined {
  if (startedAt === undefined) return undefined;
  return Math.max(0, (endedAt === undefined ? now : Date.parse(endedAt)) - Date.parse(startedAt));
}

export interface JobAct {
  readonly act: 'cancel' | 'resume' | 'discard';
  readonly label: string;
  /** What happens when it is done, in full. */
  readonly effect: string;
}

/** What can be done to a job now, the likeliest first. */
export function actsOf(job: Pick<Job, 'state' | 'resumable' | 'checkpoint' | 'error'>): readonly JobAct[] {
  if (job.state === 'queued' || job.state === 'running') return [cancelAct(job)];
  if (!needsDecision(job)) return [];
  const hopeless = !job.resumable || job.error?.retry === 'never';
  return hopeless ? [discardAct] : [resumeAct(job), discardAct];
}

function cancelAct({ resumable }: Pick<Job, 'resumable'>): JobAct {
  const after = resumable
    ? 'It can be resumed from its last saved point, or discarded.'
    : 'It cannot be resumed, only discarded.';
  return {
    act: 'cancel',
    label: 'Cancel job',
    effect: `Stops the work and keeps what is finished. ${after}`,
  };
}

function resumeAct({ checkpoint, error }: Pick<Job, 'checkpoint' | 'error'>): JobAct {
  const from =
    checkpoint === undefined
      ? 'Starts again from the first step.'
      : 'Goes on after the last saved point; finished work is not repeated.';
  const needsFix = error?.retry === 'after-fix' ? ' Fix the cause first, or it will fail the same way.' : '';
  return { act: 'resume', label: 'Resume job', effect: from + needsFix };
}

const discardAct: JobAct = {
  act: 'discard',
  label: 'Discard job',
  effect: 'Removes what the job left behind, such as an unfinished result, and closes it for good.',
};

/** The kinds of job by the name that people see. */
const kindTitles: Readonly<Record<string, string>> = {
  'predict-file': 'Predict a file',
  'inspect-model': 'Inspect a model',
  'package-model': 'Package a model',
};

export function kindTitle(kind: string): string {
  return kindTitles[kind] ?? kind;
}
