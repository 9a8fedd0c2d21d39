import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, use, useState, type ReactNode } from 'react';
import type { Client } from './client.ts';
import { LiveQueries } from './live-queries.tsx';

const ClientContext = createContext<Client | undefined>(undefined);

/** Makes `client` known below, with a cache of its answers and the live list of jobs. */
export function ClientProvider({
  client,
  children,
}: {
  readonly client: Client;
  readonly children: ReactNode;
}) {
  const [queries] = useState(createQueryClient);
  return (
    <ClientContext value={client}>
      <QueryClientProvider client={queries}>
        <LiveQueries client={client} />
        {children}
      </QueryClientProvider>
    </ClientContext>
  );
}

export function useClient(): Client {
  const client = use(ClientContext);
  if (client === undefined) throw new Error('There is no ClientProvider above this component.');
  return client;
}

/** The engine answers from this computer: no answer is retried behind a person's back, none waits for a network. */
function createQueryClient(): QueryClient {
  const local = { networkMode: 'always', retry: false } as const;
  return new QueryClient({
    defaultOptions: {
      queries: { ...local, staleTime: Infinity, refetchOnWindowFocus: false },
      mutations: local,
    },
  });
}
