import { Link } from '@tanstack/react-router';
import { PackageCheck } from 'lucide-react';
import { useEffect, useEffectEvent, type ReactNode } from 'react';
import type { Job } from '@contract/jobs.ts';
import { useJobAct, type useJob } from '../../../client/queries.ts';
import { toErrorRecord } from '../../../client/to-error.ts';
import { useAnnounce } from '../../../ui/announce.tsx';
import { Button } from '../../../ui/button.tsx';
import { buttonLook } from '../../../ui/button-look.ts';
import { ErrorView } from '../../../ui/error-view.tsx';
import { formatPercent } from '../../../ui/format.ts';
import { JobStateBadge } from '../../../ui/job-state-badge.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { WizardShell } from '../../../wizard/wizard-shell.tsx';
import { saveInput } from './input-storage.ts';
import { Timeline } from './timeline-view.tsx';
import { builtPackageId } from './timeline.ts';
import type { Wizard } from './use-wizard.ts';
import { isActive } from './job-activity.ts';
import { emptyInput } from './wizard-input.ts';
import styles from './build-step.module.css';

export interface BuildStepProps {
  readonly wizard: Wizard;
  readonly job: ReturnType<typeof useJob>;
  readonly log: (job: Job) => ReactNode;
}

/** The build as it goes: every step, every instruction, the log, and what came of it. */
export function BuildStep({ wizard, job, log }: BuildStepProps) {
  const { steps, go } = wizard;
  const { data, isError, error } = job;
  return (
    <WizardShell
      steps={steps}
      current="build"
      onStep={go}
      heading={data?.title ?? 'Build'}
      lead={data !== undefined && isActive(data) ? leadOfWork : undefined}
    >
      {isError && <ErrorView error={toErrorRecord(error)} onRetry={() => void job.refetch()} />}
      {data === undefined && !isError && (
        <Panel>
          <Loading label="Loading the build" />
        </Panel>
      )}
      {data !== undefined && (
        <>
          <Outcome job={data} wizard={wizard} />
          <div className={styles.columns}>
            <Progress job={data} />
            <div className={styles.log}>{log(data)}</div>
          </div>
        </>
      )}
    </WizardShell>
  );
}

function Progress({ job }: { readonly job: Job }) {
  const cancel = useJobAct('cancel');
  const active = isActive(job);
  useStepNews(job);
  return (
    <Panel title="Progress" actions={<JobStateBadge state={job.state} />}>
      <div className={styles.bar}>
        <ProgressBar
          value={job.progress}
          label={`Progress of ${job.title}`}
          tone={job.state === 'succeeded' ? 'ok' : job.state === 'failed' ? 'bad' : 'accent'}
        />
        <span className={styles.percent}>{formatPercent(job.progress)}</span>
      </div>
      <Timeline job={job} />
      {active && (
        <div className={styles.acts}>
          <Button
            variant="secondary"
            busy={cancel.isPending || job.state === 'cancelling'}
            onClick={() => cancel.mutate(job.id)}
          >
            Cancel the build
          </Button>
          <p className={styles.hint}>Stops the engine’s own work too. Finished layers stay in its cache.</p>
        </div>
      )}
      {cancel.isError && <ErrorView compact error={toErrorRecord(cancel.error)} />}
    </Panel>
  );
}

const leadOfWork = 'It goes on when this page is closed: Packages and Activity lead back to it.';

/** Says each step as it begins, and the end. */
function useStepNews(job: Job): void {
  const announce = useAnnounce();
  const step = job.steps.find(({ state }) => state === 'running')?.title;
  const told = job.state === 'running' ? step : undefined;
  const tell = useEffectEvent((text: string) => announce(text));
  useEffect(() => {
    if (told !== undefined) tell(told);
  }, [told]);
}

/** What came of it, and the way on. Nothing while it works. */
function Outcome({ job, wizard }: { readonly job: Job; readonly wizard: Wizard }) {
  const packageId = builtPackageId(job);
  if (packageId !== undefined) return <Built job={job} packageId={packageId} />;
  if (job.state === 'failed')
    return (
      <div className={styles.outcome}>
        {job.error && <ErrorView error={job.error} />}
        <AgainActs job={job} wizard={wizard} />
      </div>
    );
  if (isActive(job) || job.state === 'succeeded') return null;
  return (
    <Panel tone="warn">
      <p className={styles.stopped}>
        {job.reason ??
          'The build was cancelled. What was finished is kept, and a next build goes on from there.'}
      </p>
      <AgainActs job={job} wizard={wizard} />
    </Panel>
  );
}

function Built({ job, packageId }: { readonly job: Job; readonly packageId: string }) {
  const announce = useAnnounce();
  const end = useEffectEvent(() => {
    // The package is made: the wizard has nothing left to keep.
    saveInput(sessionStorage, emptyInput);
    announce(`${job.title}: done.`);
  });
  useEffect(() => end(), []);
  return (
    <Panel tone="ok">
      <div className={styles.built}>
        <PackageCheck size={28} aria-hidden className={styles.builtIcon} />
        <div className={styles.builtText}>
          <p className={styles.builtTitle}>The package is ready.</p>
          <p className={styles.hint}>
            Its page has the answers of the sample, the layers, every part and the schema.
          </p>
        </div>
        <Link to="/packages/$packageId" params={{ packageId }} className={buttonLook('primary')}>
          Open the package
        </Link>
      </div>
    </Panel>
  );
}

function AgainActs({ job, wizard }: { readonly job: Job; readonly wizard: Wizard }) {
  const resume = useJobAct('resume');
  const changed = job.error?.code === 'model.changed';
  const canResume = job.resumable && job.state !== 'discarded' && job.error?.retry !== 'never' && !changed;
  // The same answers fail the same way, unless the error says otherwise.
  const changeFirst = job.error !== undefined && job.error.retry !== 'same';
  return (
    <>
      <div className={styles.again}>
        <Button
          variant={changeFirst ? 'primary' : 'secondary'}
          onClick={() => wizard.go(changed ? 'choose' : 'decide')}
        >
          {changed ? 'Inspect again' : 'Change the answers'}
        </Button>
        {canResume && (
          <Button
            variant={changeFirst ? 'secondary' : 'primary'}
            busy={resume.isPending}
            onClick={() => resume.mutate(job.id)}
          >
            Try again
          </Button>
        )}
        <Link to="/activity/$jobId" params={{ jobId: job.id }} className={styles.link}>
          Open the job
        </Link>
      </div>
      {resume.isError && <ErrorView compact error={toErrorRecord(resume.error)} />}
    </>
  );
}
