import type { LedgerEntry } from '../../contract/jobs.ts';
import type { ContainerEngine } from '../../core/ports.ts';

type Undo = (entry: Pick<LedgerEntry, 'ref'>) => Promise<void>;

/** Removes what the ledger has of an engine: `ref` is the name of the container, or the tag or id of the image. */
export function engineUndoers(
  engine: Pick<ContainerEngine, 'removeContainer' | 'removeImage'>,
): Readonly<Record<'container' | 'image', Undo>> {
  return {
    container: ({ ref }) => engine.removeContainer(ref),
    image: ({ ref }) => engine.removeImage(ref),
  };
}
