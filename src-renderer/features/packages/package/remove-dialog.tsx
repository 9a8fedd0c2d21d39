import { useNavigate } from '@tanstack/react-router';
import type { Package } from '@contract/packages.ts';
import { useRemovePackage, useSystemInfo } from '../../../client/queries.ts';
import { toErrorRecord } from '../../../client/to-error.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorView } from '../../../ui/error-view.tsx';
import { formatBytes } from '../../../ui/format.ts';
import { versioned } from '../package-facts.ts';
import styles from './remove-dialog.module.css';

export interface RemoveDialogProps {
  readonly of: Package;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Names what goes and what stays before anything is removed. */
export function RemoveDialog({ of, open, onClose }: RemoveDialogProps) {
  const remove = useRemovePackage();
  const navigate = useNavigate();
  const { image, folder, source } = of;
  const home = useSystemInfo().data?.home;
  const own = home === undefined || folder.startsWith(home);
  const goes = [
    'The record of this package, with its answers and its history entry.',
    ...(image === undefined ? [] : [`The image ${image.tag}, ${formatBytes(image.bytes)}.`]),
    ...(own ? [`The build folder ${folder}.`] : []),
  ];
  const stays = [
    `The model itself, ${source.path}.`,
    ...(own ? [] : [`The build folder ${folder}, which is yours.`]),
  ];
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={`Remove ${versioned(of)}?`}
      actions={
        <>
          <Button variant="secondary" onClick={onClose}>
            Keep package
          </Button>
          <Button
            variant="danger"
            busy={remove.isPending}
            onClick={() => remove.mutate(of.id, { onSuccess: () => void navigate({ to: '/packages' }) })}
          >
            Remove package
          </Button>
        </>
      }
    >
      <p className={styles.lead}>This is removed:</p>
      <List items={goes} />
      <p className={styles.lead}>This stays:</p>
      <List items={stays} />
      {remove.isError && (
        <div className={styles.error}>
          <ErrorView compact error={toErrorRecord(remove.error)} />
        </div>
      )}
    </Dialog>
  );
}

function List({ items }: { readonly items: readonly string[] }) {
  return (
    <ul className={styles.list}>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}
