import { EventEmitter } from 'node:events';
import { app } from './application.ts';
import type { Chromium } from './chromium.ts';
import { emitPreventable } from './prevented.ts';
import { observed, type WindowSeen } from './observed.ts';
import { WebContents } from './web-contents.ts';

interface Options {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly show?: boolean;
  readonly title?: string;
  readonly backgroundColor?: string;
  readonly webPreferences?: Readonly<Record<string, unknown>>;
}

const { promise: connected, resolve: connect } = Promise.withResolvers<Chromium>();
/** Targets of the program's windows. A page that gets itself a window in spite of all is caught by its opener. */
const ours = new Set<string>();
const sessions = new Map<string, PromiseWithResolvers<string>>();

/** Takes charge of the browser: each new page waits until it is known whose it is. */
export async function adopt(chromium: Chromium): Promise<void> {
  chromium.on('Target.attachedToTarget', ({ sessionId, targetInfo: { targetId, type, url, openerId } }) => {
    const stray = openerId !== undefined && ours.has(openerId);
    if (stray) observed.outside.push(`a window: ${url}`);
    else if (type === 'page') sessionOf(targetId).resolve(sessionId);
    const next = stray
      ? chromium.send('Target.closeTarget', { targetId })
      : chromium.session(sessionId).send('Runtime.runIfWaitingForDebugger');
    // Targets come and go; one that has gone again needs neither.
    next.catch(() => undefined);
  });
  await chromium.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
  });
  connect(chromium);
}

function sessionOf(targetId: string): PromiseWithResolvers<string> {
  const known = sessions.get(targetId) ?? Promise.withResolvers<string>();
  sessions.set(targetId, known);
  return known;
}

/** A window: its page is real, the frame around it is what was asked for. */
export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents();
  readonly #observed: WindowSeen;
  readonly #bounds: { x: number; y: number; width: number; height: number };
  readonly #attached: Promise<Chromium>;
  #maximised = false;
  #destroyed = false;

  constructor(options: Options) {
    super();
    expectIsolation(options.webPreferences ?? {});
    const {
      x = 0,
      y = 0,
      width = 800,
      height = 600,
      show = true,
      title = '',
      backgroundColor = '',
    } = options;
    this.#bounds = { x, y, width, height };
    this.#observed = {
      options: structuredClone(options),
      shown: show,
      focused: 0,
      background: backgroundColor,
      title,
    };
    observed.windows.push(this.#observed);
    app.windows.add(this);
    this.webContents.once('painted', () => this.emit('ready-to-show'));
    this.#attached = this.#attach(String(options.webPreferences?.['preload']));
    this.#attached.catch(breakDown);
  }

  async loadURL(address: string): Promise<void> {
    await this.webContents.loadURL(address, await this.#attached);
  }

  show(): void {
    if (this.#observed.shown) return;
    this.#observed.shown = true;
    this.emit('show');
  }

  focus(): void {
    this.#observed.focused += 1;
    this.emit('focus');
  }

  restore(): void {
    return;
  }

  isMinimized(): boolean {
    return false;
  }

  maximize(): void {
    this.#maximised = true;
  }

  isMaximized(): boolean {
    return this.#maximised;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    return { ...this.#bounds };
  }

  setBackgroundColor(colour: string): void {
    this.#observed.background = colour;
  }

  close(): void {
    if (this.#destroyed || emitPreventable(this, 'close').prevented) return;
    this.#destroyed = true;
    this.webContents.gone();
    void this.#attached
      .then((chromium) => chromium.send('Target.closeTarget', { targetId: this.webContents.targetId }))
      .catch(() => undefined);
    this.emit('closed');
    app.windowClosed(this);
  }

  async #attach(preload: string): Promise<Chromium> {
    const chromium = await connected;
    const { width, height } = this.#bounds;
    const { targetId } = await chromium.send<{ targetId: string }>('Target.createTarget', {
      url: 'about:blank',
      width,
      height,
      newWindow: true,
    });
    ours.add(targetId);
    await this.webContents.attach(chromium, targetId, await sessionOf(targetId).promise, preload);
    return chromium;
  }
}

/** The double itself is at fault: the program must not get the chance to carry on. */
function breakDown(error: unknown): void {
  process.stderr.write(`The double broke down: ${String(error)}\n`);
  process.exit(70);
}

/** The double has no way to give a page more than a web page's rights, so it refuses to pretend. */
function expectIsolation({
  sandbox,
  contextIsolation,
  nodeIntegration,
  webviewTag,
  webSecurity,
}: Readonly<Record<string, unknown>>): void {
  const safe =
    sandbox === true &&
    contextIsolation === true &&
    nodeIntegration === false &&
    webviewTag === false &&
    webSecurity === true;
  if (!safe) throw new Error('The double stands for sandboxed, isolated windows only.');
}
