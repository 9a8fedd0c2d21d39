import { useState } from 'react';
import type { Job } from '@contract/jobs.ts';
import { toErrorRecord } from '../../client/to-error.ts';
import { useJobAct } from '../../client/queries.ts';
import { useCommands } from '../../shell/commands.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorView } from '../../ui/error-view.tsx';
import { DiscardDialog } from './discard-dialog.tsx';
import { actsOf, type JobAct } from './job-view.ts';
import styles from './job-acts.module.css';

const variants = { cancel: 'secondary', resume: 'primary', discard: 'danger' } as const;

/** What can be done to the job, each with what it will do. */
export function JobActs({ job }: { readonly job: Job }) {
  const [discarding, setDiscarding] = useState(false);
  const mutations = {
    cancel: useJobAct('cancel'),
    resume: useJobAct('resume'),
    discard: useJobAct('discard'),
  };
  const acts = actsOf(job);
  const run = (act: JobAct['act']) =>
    act === 'discard' ? setDiscarding(true) : mutations[act].mutate(job.id);
  useCommands(
    acts.map(({ act, label }) => ({ id: `job ${act}`, label, hint: job.title, run: () => run(act) })),
  );
  const failed = Object.values(mutations).find(({ isError }) => isError);
  if (job.state === 'cancelling')
    return <p className={styles.note}>The work stops at its next safe point, within seconds.</p>;
  return (
    <>
      {acts.length > 0 && (
        <ul className={styles.acts}>
          {acts.map(({ act, label, effect }) => (
            <li key={act} className={styles.act}>
              <Button
                variant={variants[act]}
                busy={mutations[act].isPending}
                aria-describedby={`effect-${act}`}
                onClick={() => run(act)}
              >
                {label}
              </Button>
              <p id={`effect-${act}`} className={styles.effect}>
                {effect}
              </p>
            </li>
          ))}
        </ul>
      )}
      {failed !== undefined && (
        <div className={styles.failed}>
          <ErrorView error={toErrorRecord(failed.error)} compact />
        </div>
      )}
      <DiscardDialog
        job={job}
        open={discarding}
        onClose={() => setDiscarding(false)}
        onDiscard={() => {
          setDiscarding(false);
          mutations.discard.mutate(job.id);
        }}
      />
    </>
  );
}
