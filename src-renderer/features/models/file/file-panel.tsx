import { defaultOutputPath } from '@contract/output-path.ts';
import type { Model } from '@contract/models.ts';
import { FileOutput, FolderOpen } from 'lucide-react';
import { memo, useState, type SubmitEvent } from 'react';
import { useMutation } from '@tanstack/react-query';
import { useClient } from '../../../client/client-context.tsx';
import { useJobs, useSystemInfo } from '../../../client/queries.ts';
import { toErrorRecord } from '../../../client/to-error.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorView } from '../../../ui/error-view.tsx';
import { Field } from '../../../ui/field.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { describeOutputFault, describePathFault, fileJobsOf } from './batch-file.ts';
import { FileJobCard } from './file-job-card.tsx';
import styles from './file-panel.module.css';

/** The newest jobs of the model that are shown here; Activity has all. */
const shownJobs = 3;

/** Predicts every row of a file as a job, and shows how far the newest ones are. */
export const FilePanel = memo(function FilePanel({ model }: { readonly model: Model }) {
  const jobs = fileJobsOf(useJobs().data ?? [], model.id).slice(0, shownJobs);
  return (
    <Panel title="Predict a file">
      <div className={styles.panel}>
        <FileForm model={model} />
        {jobs.length > 0 && (
          <ul className={styles.jobs} aria-label="Newest file predictions">
            {jobs.map((fileJob) => (
              <li key={fileJob.job.id}>
                <FileJobCard fileJob={fileJob} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Panel>
  );
});

function FileForm({ model }: { readonly model: Model }) {
  const client = useClient();
  const [inputPath, setInputPath] = useState('');
  const [outputPath, setOutputPath] = useState('');
  const [touched, setTouched] = useState(false);
  const faults = { input: describePathFault(inputPath), output: describeOutputFault(outputPath) };
  const start = useMutation({
    mutationFn: () =>
      client.predictions.startBatch({
        modelId: model.id,
        inputPath,
        ...(outputPath !== '' && { outputPath }),
      }),
    onSuccess: () => setTouched(false),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTouched(true);
    if (faults.input === undefined && faults.output === undefined && !start.isPending) start.mutate();
  };
  const { inputs } = model.signature;
  const columns = inputs.map(({ name }) => name).join(', ');
  const lists = inputs.some(({ type }) => type === 'tensor') ? ' A drawing is a list of lists.' : '';
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Field
        label="File with rows"
        hint={`A .csv with a header line or a .jsonl file with the ${inputs.length === 1 ? 'column' : 'columns'} ${columns}.${lists}`}
        error={touched ? faults.input : undefined}
      >
        {(ids) => (
          <span className={styles.path}>
            <TextInput ids={ids} value={inputPath} onChange={setInputPath} placeholder="/home/me/rows.csv" />
            <PickFile onPick={setInputPath} />
          </span>
        )}
      </Field>
      <Field
        label="Result file"
        hint="JSON Lines, one prediction for each row. Left empty, it lies beside the input."
        error={touched ? faults.output : undefined}
      >
        {(ids) => (
          <TextInput
            ids={ids}
            value={outputPath}
            onChange={setOutputPath}
            placeholder={
              describePathFault(inputPath) === undefined
                ? defaultOutputPath(inputPath)
                : '/home/me/rows.predictions.jsonl'
            }
          />
        )}
      </Field>
      {start.error && <ErrorView error={toErrorRecord(start.error)} />}
      <div>
        <Button type="submit" variant="secondary" icon={FileOutput} busy={start.isPending}>
          Predict the file
        </Button>
      </div>
    </form>
  );
}

/** The host's own dialog, where it has one. */
function PickFile({ onPick }: { readonly onPick: (path: string) => void }) {
  const client = useClient();
  const canPick = useSystemInfo().data?.abilities.pickPath === true;
  const pick = useMutation({
    mutationFn: () => client.system.pickPath({ kind: 'file', title: 'Choose a file with rows' }),
    onSuccess: ({ path }) => {
      if (path !== undefined) onPick(path);
    },
  });
  if (!canPick) return null;
  return (
    <Button variant="secondary" icon={FolderOpen} busy={pick.isPending} onClick={() => pick.mutate()}>
      Browse
    </Button>
  );
}
