import { createHashHistory } from '@tanstack/react-router';
import type { Root } from 'react-dom/client';
import { createConnection } from '../client/connection.ts';
import { createStartedJobs } from '../client/started-jobs.ts';
import { chooseTransport } from '../client/transports.ts';
import { App } from './app.tsx';
import { createAppRouter } from './router.tsx';

/** Connects to the engine and shows the window; the frame is there before the first answer. */
export function startApp(root: Root): void {
  const started = createStartedJobs();
  const line = createConnection({
    open: chooseTransport(window.slipway, window.location),
    sleep,
    onAnswer: started.note,
  });
  const router = createAppRouter({ history: createHashHistory(), started });
  root.render(<App client={line.client} line={line} router={router} />);
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
