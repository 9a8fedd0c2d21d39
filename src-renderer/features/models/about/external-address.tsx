import { ExternalLink } from 'lucide-react';
import { useClient } from '../../../client/client-context.tsx';
import { useSystemInfo } from '../../../client/queries.ts';
import { toErrorRecord } from '../../../client/to-error.ts';
import { useAnnounce } from '../../../ui/announce.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import styles from './external-address.module.css';

/** A page outside the app: opened by the host where it can, otherwise an address to copy. */
export function ExternalAddress({ url, label }: { readonly url: string; readonly label: string }) {
  const client = useClient();
  const announce = useAnnounce();
  const canOpen = useSystemInfo().data?.abilities.openExternal === true;
  const open = () => {
    client.system
      .openExternal({ url })
      .catch((error: unknown) => announce(toErrorRecord(error).title, 'assertive'));
  };
  return (
    <span className={styles.address}>
      {canOpen ? (
        <button type="button" className={styles.open} title={url} onClick={open}>
          {label}
          <ExternalLink size={13} aria-hidden />
        </button>
      ) : (
        <span>{label}</span>
      )}
      <CopyButton text={url} label={`Copy the address of ${label}`} />
      {!canOpen && <code className={styles.url}>{url}</code>}
    </span>
  );
}
