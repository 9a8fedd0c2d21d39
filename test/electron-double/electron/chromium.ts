import { EventEmitter, once } from 'node:events';

type Fields = Readonly<Record<string, unknown>>;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Fields;
  readonly result?: Fields;
  readonly error?: { readonly message: string };
  readonly sessionId?: string;
}

/** The events that the double listens to, with the part of each that it reads. */
export interface ChromiumEvents {
  readonly 'Target.attachedToTarget': { readonly sessionId: string; readonly targetInfo: TargetInfo };
  readonly 'Runtime.executionContextCreated': {
    readonly context: {
      readonly id: number;
      readonly name: string;
      readonly auxData: { readonly frameId: string };
    };
  };
  readonly 'Runtime.executionContextDestroyed': { readonly executionContextId: number };
  readonly 'Runtime.executionContextsCleared': Fields;
  readonly 'Runtime.bindingCalled': { readonly payload: string };
  readonly 'Fetch.requestPaused': Paused;
  readonly 'Page.frameNavigated': {
    readonly frame: { readonly id: string; readonly url: string; readonly urlFragment?: string };
  };
  readonly 'Page.frameStartedNavigating': {
    readonly frameId: string;
    readonly url: string;
    readonly navigationType: string;
  };
  readonly 'Page.domContentEventFired': Fields;
  readonly 'Page.loadEventFired': Fields;
  readonly 'Page.lifecycleEvent': { readonly frameId: string; readonly name: string };
  readonly 'Inspector.targetCrashed': Fields;
}

interface TargetInfo {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
  readonly openerId?: string;
}

/** A request that waits for its answer. */
export interface Paused {
  readonly requestId: string;
  readonly request: { readonly url: string; readonly method: string };
  readonly frameId: string;
  readonly resourceType: string;
}

/** One target of the browser, or the browser itself: commands, and events by their name. */
export interface Session {
  readonly send: <T = Fields>(method: string, params?: Fields) => Promise<T>;
  readonly on: <Name extends keyof ChromiumEvents>(
    name: Name,
    listener: (params: ChromiumEvents[Name]) => void,
  ) => void;
}

export interface Chromium extends Session {
  readonly session: (id: string) => Session;
  readonly close: () => void;
}

/** Speaks the DevTools protocol to a running browser at its WebSocket address. */
export async function connectChromium(address: string): Promise<Chromium> {
  const socket = new WebSocket(address);
  const events = new EventEmitter().setMaxListeners(0);
  const waiting = new Map<number, PromiseWithResolvers<Fields>>();
  let sent = 0;
  socket.addEventListener('message', ({ data }) => {
    const { id, method = '', params, result, error, sessionId = '' } = JSON.parse(data as string) as Message;
    if (id === undefined) {
      events.emit(`${sessionId}:${method}`, params);
      return;
    }
    if (error === undefined) waiting.get(id)?.resolve(result ?? {});
    else waiting.get(id)?.reject(new Error(error.message));
    waiting.delete(id);
  });
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('The browser has gone.'));
    events.emit('closed');
  });
  await once(socket, 'open');

  const session = (sessionId: string): Session => ({
    send: <T>(method: string, params: Fields = {}) => {
      const id = (sent += 1);
      const answer = Promise.withResolvers<Fields>();
      waiting.set(id, answer);
      socket.send(JSON.stringify({ id, method, params, ...(sessionId !== '' && { sessionId }) }));
      return answer.promise.catch((error: unknown) => {
        throw new Error(`${method}: ${String(error)}`);
      }) as Promise<T>;
    },
    on: (name, listener) => void events.on(`${sessionId}:${name}`, listener),
  });
  return { ...session(''), session, close: () => socket.close() };
}
