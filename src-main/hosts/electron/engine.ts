import type { BrowserWindow } from 'electron';
import { createApp } from '../../app.ts';
import type { Log } from '../../core/ports.ts';
import type { layoutFrom } from '../layout.ts';
import { createRpcServer } from '../rpc-server.ts';
import { createDesktop } from './desktop.ts';
import type { Answering } from './serve-port.ts';

export interface Engine extends Answering {
  readonly log: Log;
  readonly dispose: () => Promise<void>;
}

export interface EngineParts {
  readonly layout: ReturnType<typeof layoutFrom>;
  readonly home: string;
  readonly currentWindow: () => BrowserWindow | undefined;
}

/** The engine behind the window, loaded after the page so that the window does not wait for it. Throws what `createApp` throws. */
export function startEngine({ layout, home, currentWindow }: EngineParts): Engine {
  const app = createApp({ host: createDesktop(currentWindow), home, ...layout });
  return { converse: createRpcServer(app), log: app.log, dispose: app.dispose };
}
