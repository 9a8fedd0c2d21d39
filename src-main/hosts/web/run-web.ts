import { createInterface } from 'node:readline';
import { createApp } from '../../app.ts';
import type { layoutFrom } from '../layout.ts';
import { openBrowser } from './open-browser.ts';
import { serveWeb } from './serve.ts';

export interface RunWebOptions {
  readonly layout: ReturnType<typeof layoutFrom>;
  readonly port: number;
  readonly open: boolean;
  /** Prints one JSON document with the address instead of sentences. */
  readonly json: boolean;
}

/** Runs the web host until the process is told to end. Throws what the start throws. */
export async function runWeb({ layout, port, open, json }: RunWebOptions): Promise<void> {
  const app = createApp({ host: { kind: 'web' }, ...layout });
  const web = await serveWeb({ app, root: layout.renderer, port }).catch(async (error: unknown) => {
    await app.dispose();
    throw error;
  });
  const address = web.newAddress();
  const opened = open && (await openBrowser(address));
  print(json ? JSON.stringify({ address, pid: process.pid }) : greeting(address, opened));
  if (!json) printAddressOnEnter(web.newAddress);
  for (const { title, details } of app.info.notices) process.stderr.write(`${title}\n${details ?? ''}\n`);
  await untilTold();
  await web.close();
  await app.dispose();
}

function greeting(address: string, opened: boolean): string {
  const first = opened ? 'Slipway is open in your browser. If it is not, open:' : 'Slipway is running. Open:';
  return `${first}\n\n  ${address}\n\nThe address works once. Enter prints a new one, Ctrl+C ends Slipway.`;
}

function printAddressOnEnter(newAddress: () => string): void {
  if (!process.stdin.isTTY) return;
  const lines = createInterface({ input: process.stdin });
  lines.on('line', () => print(newAddress()));
  // Readline would swallow Ctrl+C.
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
}

function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
