import type { Job, LedgerEntry } from '@contract/jobs.ts';
import { toErrorRecord } from '../../client/to-error.ts';
import { useLedger } from '../../client/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorView } from '../../ui/error-view.tsx';
import { Loading } from '../../ui/loading.tsx';
import { leftBehind } from './left-behind.ts';
import styles from './discard-dialog.module.css';

export interface DiscardDialogProps {
  readonly job: Job;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onDiscard: () => void;
}

/** Names what will be removed before it is. */
export function DiscardDialog({ job, open, onClose, onDiscard }: DiscardDialogProps) {
  const ledger = useLedger(open);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Discard this job?"
      actions={
        <>
          <Button variant="secondary" onClick={onClose}>
            Keep job
          </Button>
          <Button variant="danger" onClick={onDiscard}>
            Discard job
          </Button>
        </>
      }
    >
      <p>{job.title} is closed for good. It cannot be resumed afterwards.</p>
      {ledger.isPending && <Loading label="Looking up what the job left behind" />}
      {ledger.isError && (
        <ErrorView compact error={toErrorRecord(ledger.error)} onRetry={() => void ledger.refetch()} />
      )}
      {ledger.data !== undefined && <Removals entries={leftBehind(ledger.data, job.id)} />}
    </Dialog>
  );
}

function Removals({ entries }: { readonly entries: readonly LedgerEntry[] }) {
  if (entries.length === 0)
    return <p className={styles.lead}>Nothing has to be removed: the job left nothing behind.</p>;
  return (
    <>
      <p className={styles.lead}>This is removed:</p>
      <ul className={styles.list}>
        {entries.map(({ id, kind, ref }) => (
          <li key={id}>
            {kind} <code>{ref}</code>
          </li>
        ))}
      </ul>
    </>
  );
}
