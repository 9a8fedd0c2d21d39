import { createContext, use, useSyncExternalStore, type ReactNode } from 'react';
import type { Connection, ConnectionStatus } from './connection.ts';

/** The part of a connection that screens look at. */
export type Line = Pick<Connection, 'status' | 'listen' | 'retryNow'>;

const open: ConnectionStatus = { state: 'open', generation: 1 };

/** Without a provider the client is there for good, as in the gallery. */
const LineContext = createContext<Line>({
  status: () => open,
  listen: () => () => undefined,
  retryNow: () => undefined,
});

export function ConnectionProvider({
  line,
  children,
}: {
  readonly line: Line;
  readonly children: ReactNode;
}) {
  return <LineContext value={line}>{children}</LineContext>;
}

export function useConnection(): ConnectionStatus & Pick<Line, 'retryNow'> {
  const { status, listen, retryNow } = use(LineContext);
  return { ...useSyncExternalStore(listen, status), retryNow };
}
