import { useState } from 'react';
import type { InspectInput } from '@contract/inspection.ts';
import type { Job } from '@contract/jobs.ts';
import { useInspect, useJobAct } from '../../../client/queries.ts';
import { toErrorRecord } from '../../../client/to-error.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorView } from '../../../ui/error-view.tsx';
import { Field } from '../../../ui/field.tsx';
import { formatBytes, formatPercent } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { WizardShell } from '../../../wizard/wizard-shell.tsx';
import { lastName } from '../package-facts.ts';
import { ModelKinds } from './model-kinds.tsx';
import { PathInput } from './path-input.tsx';
import { inspectInputOf, isOf, sourceProblems } from './source.ts';
import type { Wizard } from './use-wizard.ts';
import { isActive } from './job-activity.ts';
import styles from './choose-step.module.css';

/** Where the model is. Sending the form inspects it; the result is the next step. */
export function ChooseStep({ wizard }: { readonly wizard: Wizard }) {
  const { input, dispatch, inspectJob, search, steps, go } = wizard;
  const [asked, setAsked] = useState(false);
  const inspect = useInspect();
  const job = search.inspection === undefined ? undefined : inspectJob.data;
  const active = job !== undefined && isActive(job);
  const ready = job?.state === 'succeeded' && isOf(input, job.input as InspectInput);
  const problems = sourceProblems(input);
  const start = () => {
    const samePath = job !== undefined && (job.input as InspectInput).path === input.path.trim();
    inspect.mutate(inspectInputOf(input), {
      onSuccess: ({ jobId }) => {
        dispatch({ type: 'inspected', inspection: jobId, samePath });
        go('look', { inspection: jobId });
      },
    });
  };
  const next = () => {
    setAsked(true);
    if (ready) go('look');
    else if (!active && Object.keys(problems).length === 0) start();
  };
  return (
    <WizardShell
      steps={steps}
      current="choose"
      onStep={go}
      heading="Choose the model"
      lead="A file, a folder or an archive, as the training wrote it."
      {...(!active && {
        next: { label: ready ? 'Continue' : 'Inspect', busy: inspect.isPending, onNext: next },
      })}
    >
      <div className={styles.columns}>
        <div className={styles.main}>
          <SourceForm wizard={wizard} problems={asked ? problems : {}} locked={active} />
          {inspect.isError && <ErrorView error={toErrorRecord(inspect.error)} />}
          <InspectionState wizard={wizard} />
        </div>
        <ModelKinds />
      </div>
    </WizardShell>
  );
}

interface SourceFormProps {
  readonly wizard: Wizard;
  readonly problems: ReturnType<typeof sourceProblems>;
  readonly locked: boolean;
}

function SourceForm({ wizard: { input, dispatch }, problems, locked }: SourceFormProps) {
  const change = (field: 'path' | 'rowsPath' | 'target') => (value: string) =>
    dispatch({ type: 'source-changed', field, value });
  return (
    <Panel>
      <fieldset className={styles.fields} disabled={locked}>
        <legend className="visually-hidden">The model and its training rows</legend>
        <Field label="Model" error={problems.path} hint="Full path of the file, folder or archive.">
          {(ids) => (
            <PathInput
              ids={ids}
              value={input.path}
              onChange={change('path')}
              kinds={['file', 'folder']}
              title="Choose the model"
              placeholder="/home/me/models/forest.joblib"
            />
          )}
        </Field>
        <div className={styles.rows}>
          <Field
            label="Training rows"
            unit="optional"
            error={problems.rowsPath}
            hint="A .csv or .jsonl file. It gives the inputs their types and ranges, the sample, and the baseline for drift."
          >
            {(ids) => (
              <PathInput
                ids={ids}
                value={input.rowsPath}
                onChange={change('rowsPath')}
                kinds={['file']}
                title="Choose the training rows"
                placeholder="/home/me/data/penguins.csv"
              />
            )}
          </Field>
          <div className={styles.target}>
            <Field
              label="Target column"
              unit="optional"
              error={problems.target}
              hint="The column that the model predicts: it is no input."
            >
              {(ids) => (
                <TextInput
                  ids={ids}
                  value={input.target}
                  onChange={change('target')}
                  placeholder="body_mass_g"
                />
              )}
            </Field>
          </div>
        </div>
      </fieldset>
    </Panel>
  );
}

function InspectionState({ wizard }: { readonly wizard: Wizard }) {
  const { search, inspectJob } = wizard;
  const { data: job, isError, error } = inspectJob;
  if (search.inspection === undefined) return null;
  if (isError) return <ErrorView error={toErrorRecord(error)} onRetry={() => void inspectJob.refetch()} />;
  if (job === undefined) return null;
  if (isActive(job)) return <InspectionProgress job={job} />;
  if (job.error !== undefined) return <ErrorView error={job.error} />;
  if (job.state === 'succeeded')
    return <p className={styles.note}>{lastName((job.input as InspectInput).path)} is inspected.</p>;
  const reason = job.reason ?? 'The inspection was cancelled: nothing is kept of it.';
  return <p className={styles.note}>{reason} Inspect begins again.</p>;
}

function InspectionProgress({ job }: { readonly job: Job }) {
  const cancel = useJobAct('cancel');
  const step = job.steps.find(({ state }) => state === 'running');
  const bytes =
    step?.unit === 'bytes' && step.done !== undefined && step.total !== undefined
      ? `${formatBytes(step.done)} of ${formatBytes(step.total)}`
      : undefined;
  return (
    <Panel
      title={`Inspecting ${lastName((job.input as InspectInput).path)}`}
      actions={
        <Button
          variant="secondary"
          size="small"
          busy={cancel.isPending || job.state === 'cancelling'}
          onClick={() => cancel.mutate(job.id)}
        >
          Cancel
        </Button>
      }
    >
      <div className={styles.progress}>
        <ProgressBar
          value={job.progress}
          label={job.title}
          {...(bytes !== undefined && { text: `${formatPercent(job.progress)}, ${bytes}` })}
        />
        <p className={styles.amount}>
          <span>{step?.title ?? 'Waiting for its turn'}</span>
          <span>{bytes ?? formatPercent(job.progress)}</span>
        </p>
        <p className={styles.hint}>
          It goes on when this page is closed; the address of this page leads back to it.
        </p>
        {cancel.isError && <ErrorView compact error={toErrorRecord(cancel.error)} />}
      </div>
    </Panel>
  );
}
