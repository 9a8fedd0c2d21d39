/// <reference lib="dom" />
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test as base, chromium, type BrowserContext, type Page } from '@playwright/test';
import { findBrowser } from '../e2e/browser.ts';
import type { Act } from './electron/journey.ts';
import type { Observed } from './electron/observed.ts';

const top = join(import.meta.dirname, '../..');
const program = join(top, 'out/main/electron.js');
const browser = findBrowser();

/** Where Chromium sees the program's page. */
export const origin = 'https://slipway.app.test';

export interface Double {
  readonly home: string;
  readonly context: BrowserContext;
  /** Everything the program wrote to its standard error. */
  readonly errors: () => string;
  readonly act: <T = unknown>(act: Act) => Promise<T>;
  readonly look: () => Promise<Observed>;
  /** The page of the window, once it has one. */
  readonly page: () => Promise<Page>;
  /** Exit status, once the program has ended. */
  readonly ended: Promise<number | null>;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** What the program wrote to its log file. */
  readonly logged: () => readonly Readonly<Record<string, unknown>>[];
  /** Calls procedures in order over a port of the page; a failure answers its code. */
  readonly call: (
    page: Page,
    calls: readonly (readonly [path: string, input: unknown])[],
  ) => Promise<unknown>;
  /** Ends the page's process as a lack of memory would. */
  readonly crash: (page: Page) => Promise<void>;
  /** Starts the program a second time on the same state folder and answers its exit status. */
  readonly startAgain: () => Promise<number | null>;
}

interface Options {
  /** Files to put into the state folder before the start, by name. */
  readonly environment: Readonly<Record<string, string>>;
  readonly homeFiles: Readonly<Record<string, string>>;
}

/** The built program on the double, with an empty state folder and a browser of its own. */
export const test = base.extend<Options & { double: Double }>({
  environment: [{}, { option: true }],
  homeFiles: [{}, { option: true }],
  double: async ({ environment, homeFiles }, use) => {
    test.skip(browser === undefined, 'No Chromium-family browser was found.');
    test.skip(!existsSync(program), 'The program is not built.');
    const folder = mkdtempSync(join(tmpdir(), 'slipway-double-'));
    const home = join(folder, 'home');
    writeFiles(home, homeFiles);
    const context = await chromium.launchPersistentContext(join(folder, 'browser'), {
      ...(browser && { executablePath: browser.path }),
      args: [...(browser?.args ?? []), '--remote-debugging-port=0', '--host-resolver-rules=MAP * ~NOTFOUND'],
      viewport: null,
    });
    const env = {
      ...process.env,
      ...environment,
      SLIPWAY_HOME: home,
      SLIPWAY_DOUBLE_BROWSER: browserAddress(join(folder, 'browser')),
    };
    const child = start(env);
    let text = '';
    child.stderr?.setEncoding('utf8').on('data', (part: string) => (text += part));
    const ended = once(child, 'exit').then(([code]) => code as number | null);
    const act = askThrough(child, ended);
    await use({
      home,
      context,
      errors: () => text,
      act,
      look: () => act<Observed>({ act: 'look' }),
      page: () =>
        Promise.race([
          pageOf(context),
          ended.then(() => Promise.reject(new Error(`The program has ended. ${text}`))),
        ]),
      ended,
      kill: (signal) => void child.kill(signal),
      logged: () => linesOf(join(home, 'logs/slipway.log')),
      call: (page, calls) => page.evaluate(`(${callOverPort.toString()})(${JSON.stringify(calls)})`),
      crash: async (page) => {
        const session = await context.newCDPSession(page);
        // The answer never comes: the process that would send it is gone.
        session.send('Page.crash').catch(() => undefined);
      },
      startAgain: async () => {
        const [code] = (await once(start(env), 'exit')) as [number | null];
        return code;
      },
    });
    if (child.exitCode === null) child.kill('SIGKILL');
    await ended;
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  },
});

function linesOf(path: string): Readonly<Record<string, unknown>>[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
}

interface Answer {
  readonly s?: number;
  readonly b: { readonly json: { readonly data?: { readonly code: string } } };
}

/** Runs in the page: speaks the wire format of the contract without the page's own client. */
async function callOverPort(calls: readonly (readonly [string, unknown])[]): Promise<unknown[]> {
  const port = await new Promise<MessagePort>((resolve) => {
    window.addEventListener('message', ({ ports: [port] }) => port && resolve(port), { once: true });
    void (window as unknown as { slipway: { connect: () => Promise<void> } }).slipway.connect();
  });
  port.start();
  const answers: unknown[] = [];
  for (const [index, [path, json]] of calls.entries()) {
    const answered = new Promise<Answer>((resolve) => {
      const take = ({ data }: MessageEvent<string>) => resolve((JSON.parse(data) as { p: Answer }).p);
      port.addEventListener('message', take, { once: true });
    });
    port.postMessage(JSON.stringify({ i: String(index), p: { u: `/${path}`, b: { json } } }));
    const { s: status = 200, b: body } = await answered;
    answers.push(status < 400 ? body.json : body.json.data?.code);
  }
  port.close();
  return answers;
}

function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

function start(env: NodeJS.ProcessEnv): ChildProcess {
  const hook = join(import.meta.dirname, 'register.ts');
  return spawn(process.execPath, ['--import', hook, program], {
    env,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

/** Chromium writes its port and path beside the profile. */
function browserAddress(profile: string): string {
  const [port, path] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
  return `ws://127.0.0.1:${port}${path}`;
}

function askThrough(child: ChildProcess, ended: Promise<unknown>): Double['act'] {
  let asked = 0;
  return async <T>(act: Act) => {
    const id = (asked += 1);
    const answer = new Promise<T>((resolve) => {
      const take = (message: { readonly id: number; readonly value: T }) => {
        if (message.id !== id) return;
        child.off('message', take);
        resolve(message.value);
      };
      child.on('message', take);
    });
    child.send({ id, act });
    return Promise.race([answer, ended.then(() => undefined as T)]);
  };
}

async function pageOf(context: BrowserContext): Promise<Page> {
  const isOurs = (page: Page) => page.url().startsWith(origin);
  for (;;) {
    const found = context.pages().find(isOurs);
    if (found !== undefined) return found;
    await Promise.race([
      context.waitForEvent('page'),
      ...context
        .pages()
        .map((page) => page.waitForURL(`${origin}/**`, { waitUntil: 'commit' }).catch(() => undefined)),
    ]);
  }
}
