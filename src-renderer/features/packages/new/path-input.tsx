import { useMutation } from '@tanstack/react-query';
import { FileSearch, FolderOpen } from 'lucide-react';
import { useClient } from '../../../client/client-context.tsx';
import { useSystemInfo } from '../../../client/queries.ts';
import { toErrorRecord } from '../../../client/to-error.ts';
import { useAnnounce } from '../../../ui/announce.tsx';
import { Button } from '../../../ui/button.tsx';
import type { FieldIds } from '../../../ui/field.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import styles from './path-input.module.css';

export interface PathInputProps {
  readonly ids: FieldIds;
  readonly value: string;
  readonly onChange: (path: string) => void;
  /** What the dialogs of the host ask for, in the order of the buttons. */
  readonly kinds: readonly ('file' | 'folder')[];
  /** Title of the dialogs. */
  readonly title: string;
  readonly placeholder: string;
}

/** A path, typed or picked with the host's own dialog where it has one. */
export function PathInput({ ids, value, onChange, kinds, title, placeholder }: PathInputProps) {
  const canPick = useSystemInfo().data?.abilities.pickPath === true;
  return (
    <span className={styles.path}>
      <TextInput ids={ids} value={value} onChange={onChange} placeholder={placeholder} translate="no" />
      {canPick &&
        kinds.map((kind) => (
          <Pick key={kind} kind={kind} several={kinds.length > 1} title={title} onPick={onChange} />
        ))}
    </span>
  );
}

interface PickProps {
  readonly kind: 'file' | 'folder';
  readonly several: boolean;
  readonly title: string;
  readonly onPick: (path: string) => void;
}

function Pick({ kind, several, title, onPick }: PickProps) {
  const client = useClient();
  const announce = useAnnounce();
  const pick = useMutation({
    mutationFn: () => client.system.pickPath({ kind, title }),
    onSuccess: ({ path }) => {
      if (path !== undefined) onPick(path);
    },
    onError: (error) => announce(toErrorRecord(error).title, 'assertive'),
  });
  const label = several ? (kind === 'file' ? 'File' : 'Folder') : 'Browse';
  return (
    <Button
      variant="secondary"
      icon={kind === 'file' ? FileSearch : FolderOpen}
      busy={pick.isPending}
      aria-label={`${title}: browse for a ${kind}`}
      onClick={() => pick.mutate()}
    >
      {label}
    </Button>
  );
}
