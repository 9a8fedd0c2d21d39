import type { Job, JobStep } from '../../contract/jobs.ts';
import { describeFailure } from '../report-failure.ts';
import { table } from './table.ts';

/** A job in words: where it stands, its steps, and what came of it. */
export function describeJob(job: Job): string {
  const { id, title, state, steps, error, reason, result, progress, attempt, createdAt } = job;
  const facts = [
    `${Math.round(progress * 100)} % done`,
    `attempt ${attempt}`,
    `created ${createdAt}`,
    // A discarded job ended when it was discarded, which says nothing of the work.
    ...(state === 'discarded' ? [] : tookOf(job).map((took) => `took ${took}`)),
  ];
  const parts = [
    `${title} (${id}): ${state}`,
    facts.join(', '),
    table(['STEP', 'STATE', { right: 'TOOK' }, { right: 'DONE' }], steps.map(describeStep)).trimEnd(),
    ...(reason === undefined ? [] : [reason]),
    ...(result === undefined ? [] : [`Result: ${JSON.stringify(result)}`]),
    ...(error === undefined ? [] : ['', describeFailure(error)]),
  ];
  return `${parts.join('\n')}\n`;
}

function describeStep(step: JobStep): string[] {
  const { title, state, done, total, unit } = step;
  const share =
    done === undefined || total === undefined ? '' : `${done} of ${total} ${unit ?? ''}`.trimEnd();
  return [title, state, tookOf(step)[0] ?? '', share];
}

/** Time between start and end in seconds; none while one of them is missing. */
function tookOf({ startedAt, endedAt }: Pick<Job, 'startedAt' | 'endedAt'>): string[] {
  if (startedAt === undefined || endedAt === undefined) return [];
  return [`${((Date.parse(endedAt) - Date.parse(startedAt)) / 1000).toFixed(1)} s`];
}
