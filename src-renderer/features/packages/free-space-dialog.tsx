import { CircleCheck } from 'lucide-react';
import { usePruneImages } from '../../client/queries.ts';
import { toErrorRecord } from '../../client/to-error.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorView } from '../../ui/error-view.tsx';
import { formatBytes } from '../../ui/format.ts';
import styles from './free-space-dialog.module.css';

export interface FreeSpaceDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Asks before what earlier builds left is removed, and says how much that won. */
export function FreeSpaceDialog({ open, onClose }: FreeSpaceDialogProps) {
  const prune = usePruneImages();
  const close = () => {
    prune.reset();
    onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title="Free space"
      actions={
        prune.isSuccess ? (
          <Button variant="primary" onClick={close}>
            Done
          </Button>
        ) : (
          <>
            <Button variant="secondary" onClick={close}>
              Keep everything
            </Button>
            <Button variant="danger" busy={prune.isPending} onClick={() => prune.mutate()}>
              Free space
            </Button>
          </>
        )
      }
    >
      {prune.isSuccess ? (
        <p className={styles.won} role="status">
          <CircleCheck size={18} aria-hidden />
          {prune.data.reclaimedBytes === 0
            ? 'There was nothing left over: no space could be won.'
            : `${formatBytes(prune.data.reclaimedBytes)} are free again.`}
        </p>
      ) : (
        <div className={styles.text}>
          <p>Images and layers that earlier builds left behind are removed from the container engine.</p>
          <ul className={styles.list}>
            <li>Every package in the list keeps its image.</li>
            <li>Images that Slipway did not make are not touched.</li>
            <li>A next build may take longer: what it could have reused is gone.</li>
          </ul>
          {prune.isError && <ErrorView compact error={toErrorRecord(prune.error)} />}
        </div>
      )}
    </Dialog>
  );
}
