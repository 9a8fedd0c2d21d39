import { Link } from '@tanstack/react-router';
import type { PackageDraft } from '@contract/packages.ts';
import { useJobs } from '../../client/queries.ts';
import { formatPercent } from '../../ui/format.ts';
import { JobStateBadge } from '../../ui/job-state-badge.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { isActive } from './new/job-activity.ts';
import styles from './running-builds.module.css';

/** Builds at work, each with the way back to it. Nothing when there is none. */
export function RunningBuilds() {
  const jobs = useJobs().data ?? [];
  const builds = jobs.filter(({ kind, state }) => kind === 'package-model' && isActive({ state }));
  if (builds.length === 0) return null;
  return (
    <Panel title="Being built" tone="info">
      <ul className={styles.list}>
        {builds.map((job) => (
          <li key={job.id} className={styles.build}>
            <Link
              to="/packages/new"
              search={{ inspection: (job.input as PackageDraft).inspectionId, build: job.id, step: 'build' }}
              className={styles.link}
            >
              {job.title}
            </Link>
            <JobStateBadge state={job.state} />
            <div className={styles.progress}>
              <ProgressBar value={job.progress} label={`Progress of ${job.title}`} />
              <span className={styles.step}>
                {job.steps.find(({ state }) => state === 'running')?.title ?? 'Waiting for its turn'},{' '}
                {formatPercent(job.progress)}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
