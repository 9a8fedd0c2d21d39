import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, ipcMain, Menu, protocol, shell, type BrowserWindow, type IpcMainEvent } from 'electron';
import { layoutFrom, stateFolder } from '../layout.ts';
import { answerAppRequest, appSchemePrivileges } from './app-scheme.ts';
import { appScheme } from './app-url.ts';
import { connectChannel } from './bridge.ts';
import type { Engine } from './engine.ts';
import { guardSession, installGuards } from './guards.ts';
import { applicationMenu } from './menu.ts';
import { isTrustedSender } from './sender.ts';
import { servePort } from './serve-port.ts';
import { openWindow, showWindow } from './window.ts';

/** How long running work may take to stop when the app is closed, in milliseconds: a little more than a server gets. */
const closeLimit = 8_000;

const layout = layoutFrom(import.meta.dirname);
const home = stateFolder(process.env, homedir());
const windowFolder = join(home, 'window');

let window: BrowserWindow | undefined;
let engine: Promise<Engine> | undefined;
let closing: Promise<unknown> | undefined;
const openPorts = new Set<() => void>();
const { promise: firstShow, resolve: shown } = Promise.withResolvers<unknown>();

/** Starts the engine, once, and not before a window is to be seen: loading it keeps this process busy for a moment. */
function needEngine(): Promise<Engine> {
  engine ??= firstShow
    .then(() => import('./engine.ts'))
    .then(({ startEngine }) => {
      const started = startEngine({ layout, home, currentWindow: () => window });
      performance.mark('slipway:engine-ready');
      started.log.info('Desktop start', marksSinceStart());
      return started;
    });
  return engine;
}

/** Milliseconds from the start of the process. */
function marksSinceStart(): Record<string, number> {
  const marks = performance.getEntriesByType('mark');
  return Object.fromEntries(marks.map(({ name, startTime }) => [name, Math.round(startTime)]));
}

function fail(error: unknown): void {
  void import('./fail.ts').then((failure) => failure.fail(error));
}

function endPorts(): void {
  for (const end of openPorts) end();
  openPorts.clear();
}

function connect({ sender, senderFrame, ports }: IpcMainEvent): void {
  const frame =
    senderFrame === null ? undefined : { isMain: senderFrame.parent === null, url: senderFrame.url };
  const trusted = isTrustedSender({ webContentsId: sender.id, frame }, window?.webContents.id);
  for (const port of ports) {
    if (trusted) openPorts.add(servePort(port, needEngine()));
    else port.close();
  }
}

function open(): void {
  window = openWindow({
    preload: layout.preload,
    stateFile: join(windowFolder, 'window.json'),
    pageEnded: endPorts,
    close: () => app.quit(),
  });
  window.once('show', () => {
    performance.mark('slipway:window-shown');
    shown(undefined);
  });
  window.once('closed', () => (window = undefined));
  needEngine().catch(fail);
}

function closeEngine(): Promise<unknown> {
  const disposed = engine?.then(({ dispose }) => dispose()).catch(() => undefined);
  return Promise.race([disposed, new Promise((resolve) => setTimeout(resolve, closeLimit))]);
}

function run(): void {
  mkdirSync(windowFolder, { recursive: true, mode: 0o700 });
  // Also the scope of the single instance: one window for each state folder.
  app.setPath('userData', windowFolder);
  app.setName('Slipway');
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([appSchemePrivileges]);
  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return;
  }
  installGuards();
  ipcMain.on(connectChannel, connect);
  app.on('second-instance', () => (window === undefined ? open() : showWindow(window)));
  app.on('activate', () => {
    if (window === undefined) open();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', (event) => {
    event.preventDefault();
    closing ??= closeEngine().then(() => app.exit(0));
  });
  app
    .whenReady()
    .then(() => {
      guardSession();
      protocol.handle(appScheme, (request) => answerAppRequest(layout.renderer, request));
      app.setAboutPanelOptions({ applicationName: 'Slipway', applicationVersion: layout.version });
      Menu.setApplicationMenu(
        Menu.buildFromTemplate(applicationMenu(process.platform, () => void shell.openPath(home))),
      );
      open();
    })
    .catch(fail);
}

process.on('uncaughtException', fail);
try {
  run();
} catch (error) {
  fail(error);
}
