import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Job } from '@contract/jobs.ts';
import { toErrorRecord } from '../../client/to-error.ts';
import { useJob } from '../../client/queries.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { formatDuration } from '../../ui/format.ts';
import { Loading } from '../../ui/loading.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useNow } from '../../ui/use-now.ts';
import { remainingMs, remainingText } from './estimate.ts';
import { JobActs } from './job-acts.tsx';
import { JobLog } from './job-log.tsx';
import { JobOutcome } from './job-outcome.tsx';
import { JobProgress } from './job-progress.tsx';
import { JobStateBadge } from '../../ui/job-state-badge.tsx';
import { elapsedMs, isActive, kindTitle } from './job-view.ts';
import { StepList } from './step-list.tsx';
import { useJournal } from './use-journal.ts';
import { useProgressAnnouncements } from './use-progress-announcements.ts';
import styles from './job-page.module.css';

const route = getRouteApi('/activity/$jobId');

/** One job: how far it is, what it said, what it made, and what can be done. */
export function JobPage(): ReactNode {
  const { jobId } = route.useParams();
  const job = useJob(jobId);
  if (job.data !== undefined) return <KnownJob key={jobId} job={job.data} />;
  return (
    <Page title="Job">
      {job.isError ? (
        <ErrorView
          error={{ ...toErrorRecord(job.error), action: { label: 'Open Activity', route: '/activity' } }}
          onRetry={() => void job.refetch()}
        />
      ) : (
        <Panel>
          <Loading label="Loading the job" />
        </Panel>
      )}
    </Page>
  );
}

function KnownJob({ job }: { readonly job: Job }) {
  const { trail, lines } = useJournal(job.id);
  const left = job.state === 'running' ? remainingText(remainingMs(trail.pace, job.steps)) : undefined;
  useProgressAnnouncements(job);
  return (
    <Page title={job.title} subtitle={<JobFacts job={job} />} width="wide">
      <div className={styles.job}>
        <Panel
          title="Progress"
          {...(left !== undefined && { actions: <span className={styles.left}>{left}</span> })}
        >
          <JobProgress
            job={job}
            {...(left !== undefined && { text: `${Math.round(job.progress * 100)} %, ${left}` })}
          />
          <StepList steps={job.steps} />
          <JobActs job={job} />
        </Panel>
        <div className={styles.main}>
          <JobOutcome job={job} />
          <JobLog lines={lines} live={isActive(job)} />
        </div>
      </div>
    </Page>
  );
}

function JobFacts({ job }: { readonly job: Job }) {
  const now = useNow(1_000);
  const elapsed = elapsedMs(job, now);
  return (
    <span className={styles.facts}>
      <JobStateBadge state={job.state} />
      <span>{kindTitle(job.kind)}</span>
      {job.startedAt === undefined ? (
        <span>
          created <Moment iso={job.createdAt} />
        </span>
      ) : (
        <span>
          started <Moment iso={job.startedAt} />
        </span>
      )}
      {elapsed !== undefined && <span className="figures">{formatDuration(elapsed)}</span>}
      {job.attempt > 1 && <span>attempt {job.attempt}</span>}
    </span>
  );
}
