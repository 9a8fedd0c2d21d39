import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Job } from '@contract/jobs.ts';
import type { Client } from './client.ts';
import { useConnection } from './connection-context.tsx';
import { keys } from './keys.ts';

/** Keeps the cache true: jobs as they change, everything once more after a lost connection. */
export function LiveQueries({ client }: { readonly client: Client }) {
  const queries = useQueryClient();
  const { generation, state } = useConnection();
  const wasLost = useRef(false);

  useEffect(() => {
    if (state === 'open' && wasLost.current) void queries.invalidateQueries();
    wasLost.current = state === 'lost';
  }, [queries, state]);

  useEffect(() => {
    const abort = new AbortController();
    // A stream that ends starts again with the next connection; what ended it is shown as the lost connection.
    followJobs(client, queries, abort.signal).catch(() => undefined);
    return () => abort.abort();
  }, [client, queries, generation]);

  return null;
}

async function followJobs(client: Client, queries: QueryClient, signal: AbortSignal): Promise<void> {
  for await (const jobs of await client.jobs.changes(undefined, { signal })) {
    if (signal.aborted) return;
    queries.setQueryData<Job[]>(keys.jobs, jobs);
    for (const job of jobs) {
      const known = queries.getQueryData<Job>(keys.job(job.id));
      if (known !== undefined && known.seq < job.seq) queries.setQueryData<Job>(keys.job(job.id), job);
    }
  }
}
