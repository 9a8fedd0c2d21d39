import { Link } from '@tanstack/react-router';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { memo } from 'react';
import type { Job } from '@contract/jobs.ts';
import { formatDuration } from '../../ui/format.ts';
import { Moment } from '../../ui/moment.tsx';
import type { ListView, SortKey } from './job-list.ts';
import { JobProgress } from './job-progress.tsx';
import { JobStateBadge } from '../../ui/job-state-badge.tsx';
import { elapsedMs, isActive, kindTitle } from './job-view.ts';
import styles from './job-table.module.css';

const columns: readonly { readonly sort: SortKey; readonly title: string }[] = [
  { sort: 'title', title: 'Job' },
  { sort: 'state', title: 'State' },
  { sort: 'progress', title: 'Progress' },
  { sort: 'started', title: 'Started' },
  { sort: 'duration', title: 'Duration' },
];

export interface JobTableProps {
  readonly jobs: readonly Job[];
  readonly view: ListView;
  readonly onChange: (view: ListView) => void;
  /** Milliseconds since 1970; any constant while no job is at work. */
  readonly now: number;
}

export function JobTable({ jobs, view, onChange, now }: JobTableProps) {
  const sortBy = (sort: SortKey) =>
    onChange({ ...view, sort, descending: view.sort === sort ? !view.descending : sort === 'started' });
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {columns.map(({ sort, title }) => (
            <th key={sort} scope="col" aria-sort={sortOf(view, sort)} className={styles[sort]}>
              <button type="button" className={styles.sort} onClick={() => sortBy(sort)}>
                {title}
                {view.sort === sort &&
                  (view.descending ? <ArrowDown size={13} aria-hidden /> : <ArrowUp size={13} aria-hidden />)}
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => (
          <JobRow key={job.id} job={job} now={isActive(job) ? now : 0} />
        ))}
      </tbody>
    </table>
  );
}

function sortOf({ sort, descending }: ListView, column: SortKey): 'ascending' | 'descending' | 'none' {
  if (sort !== column) return 'none';
  return descending ? 'descending' : 'ascending';
}

const JobRow = memo(function JobRow({ job, now }: { readonly job: Job; readonly now: number }) {
  const elapsed = elapsedMs(job, now);
  return (
    <tr className={styles.row}>
      <th scope="row" className={styles.title}>
        <Link to="/activity/$jobId" params={{ jobId: job.id }} className={styles.link} title={job.title}>
          {job.title}
        </Link>
        <span className={styles.kind}>
          {kindTitle(job.kind)}
          {job.attempt > 1 && `, attempt ${job.attempt}`}
        </span>
      </th>
      <td className={styles.state}>
        <JobStateBadge state={job.state} />
      </td>
      <td className={styles.progress}>
        <JobProgress job={job} />
      </td>
      <td className={styles.started}>
        {job.startedAt === undefined ? 'Not yet' : <Moment iso={job.startedAt} />}
      </td>
      <td className={styles.duration}>{elapsed === undefined ? '–' : formatDuration(elapsed)}</td>
    </tr>
  );
});
