import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { fromChromium, toChromium } from './address.ts';
import { app } from './application.ts';
import type { Chromium, ChromiumEvents, Paused, Session } from './chromium.ts';
import { createCodec } from './codec.ts';
import { MessagePortMain } from './message-port-main.ts';
import { emitPreventable } from './prevented.ts';
import { answerOf, standardSchemes } from './protocol.ts';
import { note, observed } from './observed.ts';
import { applyPermissions, mayRequest } from './session.ts';
import { pageWorld, preloadWorld, type Told } from './worlds.ts';

const codec = createCodec();
const isolated = 'Electron Isolated Context';
const binding = 'tellDouble';

export const ipcMain = new EventEmitter();

let made = 0;

/** One page of Chromium behind Electron's `webContents`. */
export class WebContents extends EventEmitter {
  readonly id = (made += 1);
  readonly mainFrame = { parent: null, url: 'about:blank' };
  #openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
  #page: Session | undefined;
  #targetId = '';
  #worldId: number | undefined;
  /** Navigations that the program itself began: Electron asks nobody about those. */
  #ownNavigations = 0;
  readonly #ports = new Map<number, MessagePortMain>();

  constructor() {
    super();
    app.emit('web-contents-created', {}, this);
  }

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.#openHandler = handler;
  }

  getURL(): string {
    return this.mainFrame.url;
  }

  get targetId(): string {
    return this.#targetId;
  }

  async attach(chromium: Chromium, targetId: string, sessionId: string, preload: string): Promise<void> {
    this.#targetId = targetId;
    const page = (this.#page = chromium.session(sessionId));
    this.#follow(page);
    await page.send('Page.enable');
    await page.send('Page.setLifecycleEventsEnabled', { enabled: true });
    await page.send('Runtime.enable');
    await page.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
    await page.send('Runtime.addBinding', { name: binding, executionContextName: isolated });
    const secret = `double-${randomUUID()}`;
    await page.send('Page.addScriptToEvaluateOnNewDocument', {
      source: inMainFrame(`(${pageWorld.toString()})('${secret}')`),
    });
    await page.send('Page.addScriptToEvaluateOnNewDocument', {
      worldName: isolated,
      source: inMainFrame(preloadSource(secret, preload)),
    });
  }

  async loadURL(address: string, chromium: Chromium): Promise<void> {
    const url = toChromium(address, standardSchemes);
    await applyPermissions(chromium, this, address, new URL(url).origin);
    this.#ownNavigations += 1;
    const { errorText } = (await this.#page?.send<{ errorText?: string }>('Page.navigate', { url })) ?? {};
    if (errorText !== undefined) throw new Error(errorText);
  }

  reload(): void {
    this.#ownNavigations += 1;
    void this.#page?.send('Page.reload');
  }

  /** A page is gone: its ports end. */
  gone(): void {
    this.#worldId = undefined;
    for (const port of this.#ports.values()) port.disconnected();
    this.#ports.clear();
  }

  #follow(page: Session): void {
    page.on('Runtime.executionContextCreated', ({ context: { id, name, auxData } }) => {
      if (name === isolated && auxData.frameId === this.#targetId) this.#worldId = id;
    });
    page.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      if (executionContextId === this.#worldId) this.gone();
    });
    page.on('Runtime.executionContextsCleared', () => this.gone());
    page.on('Runtime.bindingCalled', ({ payload }) => this.#told(JSON.parse(payload) as Told));
    page.on('Fetch.requestPaused', (paused) => void this.#answer(page, paused));
    page.on('Page.frameNavigated', ({ frame: { id, url, urlFragment = '' } }) => {
      if (id === this.#targetId) this.mainFrame.url = fromChromium(url + urlFragment, standardSchemes);
    });
    page.on('Page.frameStartedNavigating', (started) => this.#startedNavigating(started));
    page.on('Page.domContentEventFired', () => this.emit('dom-ready'));
    page.on('Page.loadEventFired', () => this.emit('did-finish-load'));
    page.on('Page.lifecycleEvent', ({ frameId, name }) => {
      const own = frameId === this.#targetId && this.mainFrame.url !== 'about:blank';
      if (name === 'firstPaint' && own) this.emit('painted');
    });
    page.on('Inspector.targetCrashed', () => {
      this.gone();
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
    });
  }

  #asksToOpen(url: string): void {
    note('window-open', url, this.#openHandler({ url }).action === 'allow');
  }

  #startedNavigating({ frameId, url, navigationType }: ChromiumEvents['Page.frameStartedNavigating']): void {
    this.emit('did-start-navigation', {
      url: fromChromium(url, standardSchemes),
      isMainFrame: frameId === this.#targetId,
      isSameDocument: navigationType.toLowerCase().includes('samedocument'),
    });
  }

  async #answer(page: Session, { requestId, request, frameId, resourceType }: Paused): Promise<void> {
    const url = fromChromium(request.url, standardSchemes);
    const refuse = (errorReason: string) => page.send('Fetch.failRequest', { requestId, errorReason });
    try {
      if (resourceType === 'Document' && !this.#mayNavigate(url, frameId === this.#targetId)) {
        await refuse('Aborted');
        return;
      }
      const answer = (await mayRequest(url)) ? await answerOf(url, request.method) : undefined;
      if (answer === undefined) {
        observed.outside.push(url);
        await refuse('BlockedByClient');
        return;
      }
      await page.send('Fetch.fulfillRequest', {
        requestId,
        responseCode: answer.status,
        responseHeaders: [...answer.headers].map(([name, value]) => ({ name, value })),
        body: Buffer.from(await answer.arrayBuffer()).toString('base64'),
      });
    } catch (error) {
      // The page may have gone while it was being answered.
      if (!String(error).includes('Fetch.')) throw error;
    }
  }

  #mayNavigate(url: string, isMainFrame: boolean): boolean {
    if (isMainFrame && this.#ownNavigations > 0) {
      this.#ownNavigations -= 1;
      return true;
    }
    const about = { url, isMainFrame, isSameDocument: false };
    const inFrame = emitPreventable(this, 'will-frame-navigate', about).prevented;
    const prevented = inFrame || (isMainFrame && emitPreventable(this, 'will-navigate', about).prevented);
    return note(isMainFrame ? 'navigate' : 'frame-navigate', url, !prevented);
  }

  #told(told: Told): void {
    if (told.type === 'open') this.#asksToOpen(fromChromium(told.url, standardSchemes));
    else if (told.type === 'port-message') this.#ports.get(told.port)?.arrived(codec.decode(told.data));
    else if (told.type === 'port-closed') this.#ports.get(told.port)?.disconnected();
    else {
      const ports = told.ports.map((id) => this.#portOf(id));
      const event = { sender: this, senderFrame: this.mainFrame, ports };
      ipcMain.emit(told.channel, event, codec.decode(told.message));
    }
  }

  #portOf(id: number): MessagePortMain {
    const port = new MessagePortMain(
      (message) => this.#inWorld(`deliver(${id}, ${JSON.stringify(codec.encode(message))})`),
      () => this.#inWorld(`close(${id})`),
    );
    this.#ports.set(id, port);
    observed.ports.opened += 1;
    port.once('close', () => {
      this.#ports.delete(id);
      observed.ports.closed += 1;
    });
    return port;
  }

  #inWorld(call: string): void {
    if (this.#worldId === undefined) return;
    // The page may go at any moment; what was under way to it is then lost, as it is in Electron.
    this.#page
      ?.send('Runtime.evaluate', { contextId: this.#worldId, expression: `portKeeper.${call}` })
      .catch(() => undefined);
  }
}

/** Electron runs a preload script in the main frame only, unless it is told otherwise. */
function inMainFrame(source: string): string {
  return `if (window === window.top) { ${source} }`;
}

function preloadSource(secret: string, preload: string): string {
  const script = `(require, process, module, exports) => {\n${readFileSync(preload, 'utf8')}\n}`;
  const parts = [
    `'${secret}'`,
    `(${createCodec.toString()})()`,
    `globalThis.${binding}`,
    `'${process.platform}'`,
    script,
  ];
  return `globalThis.portKeeper = (${preloadWorld.toString()})(${parts.join(', ')});`;
}
