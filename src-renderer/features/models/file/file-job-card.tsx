import type { ErrorRecord } from '@contract/errors.ts';
import type { Job } from '@contract/jobs.ts';
import { Link } from '@tanstack/react-router';
import { useJobAct } from '../../../client/queries.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { EvidenceBadge } from '../../../ui/evidence-badge.tsx';
import {
  formatBytes,
  formatCount,
  formatDateTime,
  formatDuration,
  formatPercent,
} from '../../../ui/format.ts';
import { JobStateBadge } from '../../../ui/job-state-badge.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import type { FileJob } from './batch-file.ts';
import styles from './file-job-card.module.css';

/** One file prediction: how far it is, what came of it, and the way to its log. */
export function FileJobCard({ fileJob: { job, inputPath, result } }: { readonly fileJob: FileJob }) {
  const active = job.state === 'queued' || job.state === 'running' || job.state === 'cancelling';
  return (
    <article className={styles.card} aria-label={job.title}>
      <div className={styles.head}>
        <JobStateBadge state={job.state} />
        <code className={styles.path}>{inputPath}</code>
        <span className={styles.time}>{formatDateTime(job.createdAt)}</span>
      </div>
      {active && <JobProgress job={job} />}
      {result && (
        <p className={styles.facts}>
          <span>
            {formatCount(result.rows, 'row')} in {formatDuration(result.durationMs)}, written to
          </span>
          <code className={styles.path}>{result.outputPath}</code>
          <CopyButton text={result.outputPath} label="Copy result path" />
          <EvidenceBadge evidence={result.evidence} />
        </p>
      )}
      {job.error && <JobError error={job.error} />}
      {job.state === 'interrupted' && job.reason !== undefined && (
        <p className={styles.quiet}>{job.reason}</p>
      )}
      <JobActs job={job} />
    </article>
  );
}

/** Problems of the file that are shown here; the job's page has all. */
const shownProblems = 3;

function JobError({ error: { code, title, fields = [], details, fixes } }: { readonly error: ErrorRecord }) {
  const places = fields.slice(0, shownProblems).map(({ path, message }) => `${path}: ${message}`);
  const said = places.length > 0 ? places : details === undefined ? [] : [details];
  return (
    <div className={styles.error} data-error={code}>
      <p className={styles.errorTitle}>{title}</p>
      {said.map((place) => (
        <p key={place} className={styles.place}>
          {place}
        </p>
      ))}
      <p>{fixes[0]}</p>
    </div>
  );
}

function JobProgress({ job }: { readonly job: Job }) {
  const step = job.steps.find(({ state }) => state === 'running');
  return (
    <div className={styles.progress}>
      <ProgressBar value={job.progress} label={job.title} />
      <span className={styles.quiet}>
        {step?.title ?? 'Waiting for its turn'} · {formatPercent(job.progress)}
        {step?.done !== undefined && step.total !== undefined && step.unit === 'bytes' && (
          <>
            {' '}
            · {formatBytes(step.done)} of {formatBytes(step.total)}
          </>
        )}
      </span>
    </div>
  );
}

function JobActs({ job }: { readonly job: Job }) {
  const cancel = useJobAct('cancel');
  const resume = useJobAct('resume');
  const canCancel = job.state === 'queued' || job.state === 'running';
  const canResume =
    job.resumable && (job.state === 'interrupted' || job.state === 'cancelled' || job.state === 'failed');
  return (
    <div className={styles.acts}>
      <Link to="/activity/$jobId" params={{ jobId: job.id }} className={styles.link}>
        Open the job
      </Link>
      {canCancel && (
        <Button variant="quiet" size="small" busy={cancel.isPending} onClick={() => cancel.mutate(job.id)}>
          Cancel
        </Button>
      )}
      {canResume && (
        <Button variant="quiet" size="small" busy={resume.isPending} onClick={() => resume.mutate(job.id)}>
          Resume
        </Button>
      )}
    </div>
  );
}
