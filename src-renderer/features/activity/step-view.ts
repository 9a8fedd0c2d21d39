import type { JobStep } from '@contract/jobs.ts';
import { formatBytes, formatNumber, formatPercent } from '../../ui/format.ts';

export const stepWords: Readonly<Record<JobStep['state'], string>> = {
  waiting: 'Waiting',
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  stopped: 'Stopped',
};

/** Milliseconds the step took, or takes up to `now`; undefined before it began. */
export function stepElapsedMs({ startedAt, endedAt }: JobStep, now: number): number | undefined {
  if (startedAt === undefined) return undefined;
  return Math.max(0, (endedAt === undefined ? now : Date.parse(endedAt)) - Date.parse(startedAt));
}

/** `28.9 MB of 48.2 MB`, `3 of 9 layers`. */
export function stepAmount({ done, total, unit }: JobStep): string | undefined {
  if (done === undefined || total === undefined) return undefined;
  if (unit === 'bytes') return `${formatBytes(done)} of ${formatBytes(total)}`;
  return `${formatNumber(done)} of ${formatNumber(total)} ${unit ?? ''}`.trimEnd();
}

/** The step's part of all the work, as its plan reckons it. */
export function weightShare({ weight }: JobStep, steps: readonly JobStep[]): string {
  const whole = steps.reduce((sum, step) => sum + step.weight, 0);
  return formatPercent(whole === 0 ? 0 : weight / whole);
}
