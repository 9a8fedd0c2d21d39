import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FolderOpen, RotateCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Package } from '@contract/packages.ts';
import { useClient } from '../../../client/client-context.tsx';
import { usePackages, useSystemInfo } from '../../../client/queries.ts';
import { toErrorRecord } from '../../../client/to-error.ts';
import { useCommands } from '../../../shell/commands.ts';
import { Button } from '../../../ui/button.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { formOf } from '../new/draft-form.ts';
import { saveInput } from '../new/input-storage.ts';
import { emptyInput } from '../new/wizard-input.ts';
import { RemoveDialog } from './remove-dialog.tsx';

/** What can be done with a package. */
export function PackageActs({ of }: { readonly of: Package }) {
  const [removing, setRemoving] = useState(false);
  const again = useBuildAgain(of);
  const reveal = useReveal(of.folder);
  useCommands([
    { id: 'build-again', label: 'Build again', run: again },
    ...(reveal === undefined ? [] : [{ id: 'show-folder', label: 'Show folder', run: reveal.run }]),
    { id: 'remove-package', label: 'Remove', run: () => setRemoving(true) },
  ]);
  return (
    <>
      <Button variant="danger" icon={Trash2} onClick={() => setRemoving(true)}>
        Remove
      </Button>
      {reveal !== undefined && (
        <Button variant="secondary" icon={FolderOpen} busy={reveal.busy} onClick={reveal.run}>
          Show folder
        </Button>
      )}
      <Button variant="secondary" icon={RotateCw} onClick={again}>
        Build again
      </Button>
      <RemoveDialog of={of} open={removing} onClose={() => setRemoving(false)} />
    </>
  );
}

/** Opens the wizard with every answer of this package, as its next version. */
function useBuildAgain(of: Package): () => void {
  const navigate = useNavigate();
  const packages = usePackages().data ?? [of];
  return () => {
    const { draft, source } = of;
    saveInput(sessionStorage, {
      ...emptyInput,
      path: source.path,
      inspection: draft.inspectionId,
      step: 'decide',
      edits: formOf(draft, packages),
      accepted: draft.accepted,
    });
    void navigate({ to: '/packages/new', search: { inspection: draft.inspectionId, step: 'decide' } });
  };
}

/** Only where the host has a file manager to show. */
function useReveal(path: string): { readonly run: () => void; readonly busy: boolean } | undefined {
  const client = useClient();
  const toast = useToast();
  const able = useSystemInfo().data?.abilities.reveal === true;
  const reveal = useMutation({
    mutationFn: () => client.system.reveal({ path }),
    onError: (error) => {
      const { title, cause } = toErrorRecord(error);
      toast({ tone: 'bad', title, body: cause });
    },
  });
  return able ? { run: () => reveal.mutate(), busy: reveal.isPending } : undefined;
}
