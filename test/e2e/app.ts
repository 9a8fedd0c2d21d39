import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test as base, type Page } from '@playwright/test';
import { findBrowser } from './browser.ts';

const built = resolve(import.meta.dirname, '../../out/main');

/** A web host of its own with an empty state folder, and a page that has opened its address. */
export interface OpenApp {
  readonly page: Page;
  /** As printed; it has been used up. */
  readonly address: string;
  readonly origin: string;
  /** `SLIPWAY_HOME` of the host; also a place for files of the test. */
  readonly home: string;
  /** Runs `slipway …` on the same state and answers its standard output; does not wait when nobody does. */
  readonly cli: (...parameters: string[]) => Promise<string>;
  readonly stop: () => Promise<void>;
  readonly kill: () => Promise<void>;
}

export interface AppOptions {
  /** What the console may say in this test, because the test causes it. */
  readonly expectedNoise: readonly RegExp[];
}

export interface Host {
  readonly address: string;
  readonly home: string;
  readonly stop: () => Promise<void>;
  /** Ends the process without giving it a chance to do anything. */
  readonly kill: () => Promise<void>;
}

/** Journeys through the built web host in a real browser; skipped, with the reason, where there is none. */
export const test = base.extend<AppOptions & { app: OpenApp }>({
  expectedNoise: [[], { option: true }],
  app: async ({ context, expectedNoise }, use) => {
    const host = await startHost();
    const origin = new URL(host.address).origin;
    const page = await context.newPage();
    const faults = watch(page, origin, expectedNoise);
    try {
      await page.goto(host.address);
      await page.waitForURL(`${origin}/`);
      await expect(page.locator('h1')).toBeVisible();
      await use({ page, origin, cli: (...parameters) => runCli(host.home, parameters), ...host });
      expect(faults).toEqual([]);
    } finally {
      await page.close();
      await host.stop();
      rmSync(host.home, { recursive: true, force: true });
    }
  },
});

test.skip(
  findBrowser() === undefined,
  'No Chromium-family browser is installed; SLIPWAY_CHROMIUM can name one.',
);

export { expect };

/** Starts the built web host on a state folder, a new one when none is given. */
export async function startHost(home = mkdtempSync(join(tmpdir(), 'slipway-e2e-'))): Promise<Host> {
  const child = spawn(process.execPath, [join(built, 'web.js'), '--json'], {
    env: { ...process.env, SLIPWAY_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const address = await firstLine(child);
  return { address, home, stop: () => end(child, 'SIGTERM'), kill: () => end(child, 'SIGKILL') };
}

async function firstLine(child: ChildProcess): Promise<string> {
  let complaints = '';
  child.stderr?.on('data', (data: Buffer) => (complaints += data.toString()));
  if (child.stdout === null) throw new Error('The host has no output.');
  const lines = createInterface({ input: child.stdout });
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`The web host ended with ${String(code)} before it was ready.\n${complaints}`);
  });
  const [line] = (await Promise.race([once(lines, 'line'), failed])) as [string];
  const { address } = JSON.parse(line) as { address: string };
  return address;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

async function runCli(home: string, parameters: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [join(built, 'cli.js'), ...parameters], {
    env: { ...process.env, SLIPWAY_HOME: home },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  await once(child, 'close');
  return output;
}

/** Everything a page may not do: complain, throw, or ask anybody but its own host. Grows while the page lives. */
function watch(page: Page, origin: string, expectedNoise: readonly RegExp[] = []): readonly string[] {
  const faults: string[] = [];
  const isExpected = (text: string) => expectedNoise.some((pattern) => pattern.test(text));
  page.on('console', (message) => {
    const text = message.text();
    if ((message.type() === 'error' || message.type() === 'warning') && !isExpected(text))
      faults.push(`console: ${text}`);
  });
  page.on('pageerror', (error) => faults.push(`page: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith('data:') && new URL(url).origin !== origin) faults.push(`request: ${url}`);
  });
  page.on('websocket', (socket) => {
    if (new URL(socket.url()).host !== new URL(origin).host) faults.push(`socket: ${socket.url()}`);
  });
  return faults;
}
