import { getRouteApi, Link } from '@tanstack/react-router';
import { Inbox, SearchX } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Job } from '@contract/jobs.ts';
import { toErrorRecord } from '../../client/to-error.ts';
import { useJobs } from '../../client/queries.ts';
import { buttonLook } from '../../ui/button-look.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorView } from '../../ui/error-view.tsx';
import { formatCount } from '../../ui/format.ts';
import { Loading } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useNow } from '../../ui/use-now.ts';
import { defaultView, visibleJobs, type ListView } from './job-list.ts';
import { isActive } from './job-view.ts';
import { JobFilter } from './job-filter.tsx';
import { JobTable, type JobTableProps } from './job-table.tsx';
import { searchOf, viewOf } from './view-search.ts';
import styles from './activity-page.module.css';

const route = getRouteApi('/activity');

/** All long work, of this window and every other. */
export function ActivityPage(): ReactNode {
  const jobs = useJobs();
  return (
    <Page
      title="Activity"
      subtitle="Long work runs as a job: it goes on when this page is closed, and its log is kept."
    >
      {jobs.isPending && (
        <Panel>
          <Loading label="Loading jobs" />
        </Panel>
      )}
      {jobs.isError && <ErrorView error={toErrorRecord(jobs.error)} onRetry={() => void jobs.refetch()} />}
      {jobs.data?.length === 0 && <NoJobs />}
      {jobs.data !== undefined && jobs.data.length > 0 && <Jobs jobs={jobs.data} />}
    </Page>
  );
}

/** Rows shown at once: long lists are found through the filter, not by scrolling. */
const pageRows = 100;

function PagedTable({ jobs, ...rest }: JobTableProps) {
  const [count, setCount] = useState(pageRows);
  const left = jobs.length - count;
  return (
    <>
      <JobTable jobs={jobs.slice(0, count)} {...rest} />
      {left > 0 && (
        <div className={styles.more}>
          <Button variant="secondary" onClick={() => setCount(count + pageRows)}>
            Show {Math.min(left, pageRows)} more
          </Button>
          <span className={styles.left}>{formatCount(left, 'job')} not shown</span>
        </div>
      )}
    </>
  );
}

function NoJobs() {
  return (
    <Panel>
      <EmptyState
        icon={Inbox}
        title="No jobs yet"
        body="Predicting a file is a job. Its progress, log and result stay here, also after a restart."
        action={
          <Link to="/models" className={buttonLook('primary')}>
            Choose a model
          </Link>
        }
      />
    </Panel>
  );
}

function Jobs({ jobs }: { readonly jobs: readonly Job[] }) {
  const view = viewOf(route.useSearch());
  const navigate = route.useNavigate();
  const now = useNow(1_000);
  const show = (next: ListView) => void navigate({ search: searchOf(next), replace: true });
  const shown = visibleJobs(jobs, view, now);
  return (
    <Panel
      flush
      title={
        shown.length === jobs.length
          ? formatCount(jobs.length, 'job')
          : `${shown.length} of ${formatCount(jobs.length, 'job')}`
      }
      actions={<JobFilter jobs={jobs} view={view} onChange={show} />}
    >
      {shown.length === 0 ? (
        <EmptyState
          icon={SearchX}
          title="No job fits"
          body="The filter leaves none of the jobs."
          action={
            <Button
              variant="secondary"
              onClick={() => show({ ...view, group: defaultView.group, text: defaultView.text })}
            >
              Show all jobs
            </Button>
          }
        />
      ) : (
        <PagedTable jobs={shown} view={view} onChange={show} now={jobs.some(isActive) ? now : 0} />
      )}
    </Panel>
  );
}
