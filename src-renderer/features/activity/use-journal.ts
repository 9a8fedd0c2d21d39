import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { JobEvent } from '@contract/jobs.ts';
import { useClient } from '../../client/client-context.tsx';
import { useConnection } from '../../client/connection-context.tsx';
import { keys } from '../../client/keys.ts';
import type { Client } from '../../client/client.ts';
import { createJournalStore, type JournalStore, type JournalView } from './journal-store.ts';

/** The journal of a job from its first entry on; after a lost connection it goes on where it stopped. */
export function useJournal(jobId: string): JournalView {
  const client = useClient();
  const queries = useQueryClient();
  const { generation } = useConnection();
  const [store] = useState(() => createJournalStore((tell) => void requestAnimationFrame(tell)));
  useEffect(() => {
    const abort = new AbortController();
    // The list of jobs holds the newest ones only; for an older job the journal says when to ask again.
    const refresh = () => void queries.invalidateQueries({ queryKey: keys.job(jobId) });
    // What ends the stream early is the lost connection, which has its own banner; the next connection starts it again.
    follow(client, jobId, store, abort.signal, refresh).catch(() => undefined);
    return () => abort.abort();
  }, [client, queries, jobId, store, generation]);
  return useSyncExternalStore(store.listen, store.view);
}

async function follow(
  client: Client,
  id: string,
  store: JournalStore,
  signal: AbortSignal,
  refresh: () => void,
): Promise<void> {
  const after = store.view().trail.seq;
  for await (const entry of await client.jobs.watch({ id, after }, { signal })) {
    if (signal.aborted) return;
    store.add(entry);
    if (changesState.has(entry.event.type)) refresh();
  }
}

const changesState: ReadonlySet<JobEvent['type']> = new Set([
  'succeeded',
  'failed',
  'cancelled',
  'interrupted',
  'discarded',
]);
