import { RouterProvider } from '@tanstack/react-router';
import type { Client } from '../client/client.ts';
import { ClientProvider } from '../client/client-context.tsx';
import { ConnectionProvider, type Line } from '../client/connection-context.tsx';
import { useSettings } from '../client/queries.ts';
import { useAppearance } from './appearance.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import type { createAppRouter } from './router.tsx';

export interface AppProps {
  readonly client: Client;
  readonly line: Line;
  readonly router: ReturnType<typeof createAppRouter>;
  /** Whoever shows the page has set its theme and motion. */
  readonly fixedAppearance?: boolean;
}

/** The whole page over one line to the engine. */
export function App({ client, line, router, fixedAppearance = false }: AppProps) {
  return (
    <ErrorBoundary>
      <ConnectionProvider line={line}>
        <ClientProvider client={client}>
          {!fixedAppearance && <Appearance />}
          <RouterProvider router={router} />
        </ClientProvider>
      </ConnectionProvider>
    </ErrorBoundary>
  );
}

function Appearance() {
  useAppearance(useSettings().data);
  return null;
}
