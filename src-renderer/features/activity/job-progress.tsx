import type { Job } from '@contract/jobs.ts';
import { formatPercent } from '../../ui/format.ts';
import { ProgressBar, type ProgressBarProps } from '../../ui/progress-bar.tsx';
import styles from './job-progress.module.css';

const tones: Readonly<Partial<Record<Job['state'], ProgressBarProps['tone']>>> = {
  succeeded: 'ok',
  failed: 'bad',
  interrupted: 'warn',
  cancelling: 'warn',
  cancelled: 'neutral',
  discarded: 'neutral',
};

/** How far a job is, or was when it stopped. */
export function JobProgress({ job, text }: { readonly job: Job; readonly text?: string }) {
  const tone = tones[job.state] ?? 'accent';
  return (
    <div className={styles.progress}>
      <ProgressBar
        value={job.progress}
        label={`Progress of ${job.title}`}
        tone={tone}
        {...(text !== undefined && { text })}
      />
      <span className={styles.percent}>{formatPercent(job.progress)}</span>
    </div>
  );
}
