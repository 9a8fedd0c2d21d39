import type { Job } from '@contract/jobs.ts';
import { Link } from '@tanstack/react-router';
import { formatDateTime } from '../../ui/format.ts';
import { JobStateBadge } from '../../ui/job-state-badge.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import styles from './continue-panel.module.css';

/** The newest jobs that are shown on Home; Activity has all. */
const shown = 4;

/** What was begun lately, newest first, with the way back to it. */
export function ContinuePanel({ jobs }: { readonly jobs: readonly Job[] }) {
  return (
    <Panel
      title="Continue"
      flush
      actions={
        <Link to="/activity" className={styles.all}>
          All activity
        </Link>
      }
    >
      <ul>
        {jobs.slice(0, shown).map((job) => (
          <li key={job.id} className={styles.item}>
            <RecentJob job={job} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function RecentJob({ job }: { readonly job: Job }) {
  const active = job.state === 'running' || job.state === 'cancelling';
  return (
    <Link to="/activity/$jobId" params={{ jobId: job.id }} className={styles.job}>
      <span className={styles.title}>{job.title}</span>
      <span className={styles.progress}>
        {active && <ProgressBar value={job.progress} label={job.title} />}
      </span>
      <JobStateBadge state={job.state} />
      <time className={styles.time} dateTime={job.createdAt}>
        {formatDateTime(job.createdAt)}
      </time>
    </Link>
  );
}
