import { Link } from '@tanstack/react-router';
import { Inbox, X } from 'lucide-react';
import type { Job } from '@contract/jobs.ts';
import { toErrorRecord } from '../client/to-error.ts';
import { useJobAct, useJobs } from '../client/queries.ts';
import { isActive } from '../features/activity/job-view.ts';
import { JobProgress } from '../features/activity/job-progress.tsx';
import { JobStateBadge } from '../ui/job-state-badge.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorView } from '../ui/error-view.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Loading } from '../ui/loading.tsx';
import { Moment } from '../ui/moment.tsx';
import { Dock } from './dock.tsx';
import { useLayers } from './layers.ts';
import styles from './activity-drawer.module.css';

/** Finished jobs listed under those at work. */
const recent = 8;

/** The jobs at work and the newest others, beside any screen. */
export function ActivityDrawer() {
  const { set } = useLayers();
  const jobs = useJobs();
  return (
    <Dock label="Activity">
      <header className={styles.header}>
        <h2 className={styles.title}>Activity</h2>
        <Link to="/activity" className={styles.all}>
          All jobs
        </Link>
        <IconButton label="Hide activity" icon={X} shortcut="mod+j" onClick={() => set({ drawer: false })} />
      </header>
      <div className={styles.body}>
        {jobs.isError && (
          <ErrorView compact error={toErrorRecord(jobs.error)} onRetry={() => void jobs.refetch()} />
        )}
        {jobs.isPending && <Loading label="Loading jobs" />}
        {jobs.data?.length === 0 && (
          <EmptyState
            icon={Inbox}
            title="No jobs yet"
            body="Work that takes a while shows its progress here."
          />
        )}
        {jobs.data !== undefined && <JobGroups jobs={jobs.data} />}
      </div>
    </Dock>
  );
}

function JobGroups({ jobs }: { readonly jobs: readonly Job[] }) {
  const active = jobs.filter(isActive);
  const others = jobs.filter((job) => !isActive(job)).slice(0, recent);
  return (
    <>
      {active.length > 0 && <JobGroup title="At work" jobs={active} />}
      {others.length > 0 && <JobGroup title="Before" jobs={others} />}
    </>
  );
}

function JobGroup({ title, jobs }: { readonly title: string; readonly jobs: readonly Job[] }) {
  return (
    <section>
      <h3 className={styles.group}>{title}</h3>
      <ul className={styles.list}>
        {jobs.map((job) => (
          <DrawerJob key={job.id} job={job} />
        ))}
      </ul>
    </section>
  );
}

function DrawerJob({ job }: { readonly job: Job }) {
  const cancel = useJobAct('cancel');
  return (
    <li className={styles.job}>
      <Link to="/activity/$jobId" params={{ jobId: job.id }} className={styles.name}>
        {job.title}
      </Link>
      <div className={styles.facts}>
        <JobStateBadge state={job.state} />
        <span className={styles.when}>
          <Moment iso={job.startedAt ?? job.createdAt} />
        </span>
        {(job.state === 'running' || job.state === 'queued') && (
          <Button
            variant="quiet"
            size="small"
            busy={cancel.isPending}
            aria-label={`Cancel ${job.title}`}
            onClick={() => cancel.mutate(job.id)}
          >
            Cancel
          </Button>
        )}
      </div>
      {isActive(job) && <JobProgress job={job} />}
      {cancel.isError && <ErrorView compact error={toErrorRecord(cancel.error)} />}
    </li>
  );
}
