import type { ReactNode } from 'react';
import type { Client } from '../client/client.ts';
import type { ConnectionStatus } from '../client/connection.ts';

/** A state that every screen test visits: a full window over a client that holds everything in memory. */
export interface GalleryState {
  /** Also listed in `states.ts` or `model-state-ids.ts`, which tests read without React. */
  readonly id: string;
  readonly group: string;
  readonly title: string;
  /** The route that is shown, such as `/activity`. */
  readonly route: string;
  readonly client: () => Client;
  readonly connection?: ConnectionStatus['state'];
  /** What is open above or beside the screen. */
  readonly open?: 'palette' | 'drawer' | 'keyboard-map';
  /** Shown in the main region instead of the route's own screen, for what only acts of a person reach. */
  readonly render?: () => ReactNode;
}
