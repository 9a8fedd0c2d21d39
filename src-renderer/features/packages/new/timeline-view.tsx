import {
  Circle,
  CircleCheck,
  CircleDashed,
  CircleMinus,
  CircleX,
  LoaderCircle,
  type LucideIcon,
} from 'lucide-react';
import type { Job, JobStep } from '@contract/jobs.ts';
import { classNames } from '../../../ui/class-names.ts';
import { formatBytes, formatDuration, formatNumber } from '../../../ui/format.ts';
import { useNow } from '../../../ui/use-now.ts';
import { InstructionList } from '../instruction-list.tsx';
import { cacheSummary, timelineOf, type TimelineStep } from './timeline.ts';
import styles from './timeline-view.module.css';

type Look = JobStep['state'] | 'skipped';

const icons: Readonly<Record<Look, LucideIcon>> = {
  waiting: Circle,
  running: LoaderCircle,
  done: CircleCheck,
  failed: CircleX,
  stopped: CircleMinus,
  skipped: CircleDashed,
};
const words: Readonly<Record<Look, string>> = {
  waiting: 'Waiting',
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  stopped: 'Stopped',
  skipped: 'Not needed',
};

/** The steps of a package job, the build with each of its instructions. */
export function Timeline({ job }: { readonly job: Job }) {
  return (
    <ol className={styles.timeline} aria-label="Steps of the build">
      {timelineOf(job).map((entry) => (
        <Entry key={entry.step.id} entry={entry} ended={job.state === 'succeeded'} />
      ))}
    </ol>
  );
}

function Entry({ entry, ended }: { readonly entry: TimelineStep; readonly ended: boolean }) {
  const { step, instructions } = entry;
  const now = useNow(1_000);
  // A step that never began in a job that succeeded was left out by its product.
  const look: Look = ended && step.state === 'waiting' ? 'skipped' : step.state;
  const Icon = icons[look];
  const amount = amountOf(step);
  const elapsed =
    step.startedAt === undefined
      ? undefined
      : Math.max(
          0,
          (step.endedAt === undefined ? now : Date.parse(step.endedAt)) - Date.parse(step.startedAt),
        );
  return (
    <li
      className={classNames(styles.entry, styles[look])}
      aria-current={look === 'running' ? 'step' : undefined}
    >
      <Icon size={18} aria-hidden className={styles.icon} />
      <div className={styles.text}>
        <p className={styles.head}>
          <span className={styles.title}>{step.title}</span>
          <span className={styles.facts}>
            {words[look]}
            {elapsed !== undefined && `, ${formatDuration(elapsed)}`}
            {look === 'running' && amount !== undefined && `, ${amount}`}
          </span>
        </p>
        {instructions.length > 0 && (
          <details className={styles.details} open={look !== 'done'}>
            <summary className={styles.summary}>{cacheSummary(instructions)}</summary>
            <InstructionList steps={instructions} />
          </details>
        )}
      </div>
    </li>
  );
}

function amountOf({ done, total, unit }: JobStep): string | undefined {
  if (done === undefined || total === undefined) return undefined;
  if (unit === 'bytes') return `${formatBytes(done)} of ${formatBytes(total)}`;
  return `${formatNumber(done)} of ${formatNumber(total)} ${unit ?? ''}`.trimEnd();
}
