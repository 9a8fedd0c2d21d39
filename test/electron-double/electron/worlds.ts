/// <reference lib="dom" />
import type { createCodec } from './codec.ts';

/** What the isolated world offers to the double, on its own global object, which the page cannot see. */
export interface PortKeeper {
  readonly deliver: (port: number, text: string) => void;
  readonly close: (port: number) => void;
}

/** What the isolated world tells the double. */
export type Told =
  | { readonly type: 'open'; readonly url: string }
  | {
      readonly type: 'post';
      readonly channel: string;
      readonly message: string;
      readonly ports: readonly number[];
    }
  | { readonly type: 'port-message'; readonly port: number; readonly data: string }
  | { readonly type: 'port-closed'; readonly port: number };

/** A value of the exposed object as it goes between the worlds: functions are named by their place. */
type Exposed =
  { readonly function: string } | { readonly object: Record<string, Exposed> } | { readonly value: unknown };

/**
 * Runs in the page's world before any of its scripts: makes what the preload script exposes. The two worlds share the
 * document and nothing else, so they talk by events of a secret name, whose details the browser clones.
 */
export function pageWorld(secret: string): void {
  const pending = new Map<number, PromiseWithResolvers<unknown>>();
  let calls = 0;
  const call = (path: string, args: unknown[]): unknown => {
    const id = (calls += 1);
    let outcome: { value?: unknown; error?: string; promise?: boolean } = {};
    const take = (event: Event) => (outcome = (event as CustomEvent<typeof outcome>).detail);
    window.addEventListener(`${secret}-outcome`, take, { once: true });
    window.dispatchEvent(new CustomEvent(`${secret}-call`, { detail: structuredClone({ id, path, args }) }));
    if (outcome.error !== undefined) throw new Error(outcome.error);
    if (outcome.promise !== true) return outcome.value;
    const settling = Promise.withResolvers<unknown>();
    pending.set(id, settling);
    return settling.promise;
  };
  const make = (exposed: Exposed): unknown => {
    if ('function' in exposed) return (...args: unknown[]) => call(exposed.function, args);
    if ('value' in exposed) return exposed.value;
    return Object.freeze(
      Object.fromEntries(Object.entries(exposed.object).map(([key, item]) => [key, make(item)])),
    );
  };
  // A page gets no window, and learns that at once, as in Electron; who asks for one is told to the program.
  const askToOpen = (address: string) => {
    const detail = new URL(address, document.baseURI).href;
    window.dispatchEvent(new CustomEvent(`${secret}-open`, { detail }));
  };
  window.open = (address = 'about:blank') => {
    askToOpen(String(address));
    return null;
  };
  window.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (event.defaultPrevented || link === null || ['', '_self', '_top', '_parent'].includes(link.target))
      return;
    event.preventDefault();
    askToOpen(link.href);
  });
  window.addEventListener(`${secret}-settled`, (event) => {
    const { id, value, error } = (event as CustomEvent<{ id: number; value: unknown; error?: string }>)
      .detail;
    if (error === undefined) pending.get(id)?.resolve(value);
    else pending.get(id)?.reject(new Error(error));
    pending.delete(id);
  });
  window.addEventListener(`${secret}-expose`, (event) => {
    const { key, exposed } = (event as CustomEvent<{ key: string; exposed: Exposed }>).detail;
    Object.defineProperty(window, key, { value: make(exposed), enumerable: true });
  });
}

/** Runs in the isolated world: gives the preload script `require('electron')` and carries its messages and ports. */
export function preloadWorld(
  secret: string,
  codec: ReturnType<typeof createCodec>,
  tell: (told: string) => void,
  platform: string,
  preload: (
    require: (name: string) => unknown,
    process: unknown,
    module: { exports: unknown },
    exports: unknown,
  ) => void,
): PortKeeper {
  const functions = new Map<string, (...args: unknown[]) => unknown>();
  const ports = new Map<number, MessagePort>();
  const send = (told: Told) => tell(JSON.stringify(told));
  const emit = (name: string, detail: unknown) =>
    window.dispatchEvent(new CustomEvent(`${secret}-${name}`, { detail }));

  const describe = (path: string, value: unknown): Exposed => {
    if (typeof value === 'function') {
      functions.set(path, value as (...args: unknown[]) => unknown);
      return { function: path };
    }
    if (typeof value !== 'object' || value === null) return { value };
    return {
      object: Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, describe(`${path}.${key}`, item)]),
      ),
    };
  };
  const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
  window.addEventListener(`${secret}-call`, (event) => {
    const { id, path, args } = (event as CustomEvent<{ id: number; path: string; args: unknown[] }>).detail;
    try {
      const value = functions.get(path)?.(...args);
      if (!(value instanceof Promise)) return emit('outcome', structuredClone({ value }));
      emit('outcome', { promise: true });
      value.then(
        (settled: unknown) => emit('settled', structuredClone({ id, value: settled })),
        (error: unknown) => emit('settled', { id, error: messageOf(error) }),
      );
    } catch (error) {
      emit('outcome', { error: messageOf(error) });
    }
  });

  window.addEventListener(`${secret}-open`, (event) =>
    send({ type: 'open', url: (event as CustomEvent<string>).detail }),
  );

  const keep = (port: MessagePort): number => {
    const id = Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);
    ports.set(id, port);
    port.addEventListener('message', ({ data }: MessageEvent<unknown>) =>
      send({ type: 'port-message', port: id, data: codec.encode(data) }),
    );
    port.addEventListener('close', () => {
      ports.delete(id);
      send({ type: 'port-closed', port: id });
    });
    port.start();
    return id;
  };
  const electron = {
    contextBridge: {
      exposeInMainWorld: (key: string, value: unknown) =>
        emit('expose', { key, exposed: describe(key, value) }),
    },
    ipcRenderer: {
      postMessage: (channel: string, message: unknown, transfer: MessagePort[] = []) =>
        send({ type: 'post', channel, message: codec.encode(message), ports: transfer.map(keep) }),
    },
  };
  const module = { exports: {} };
  const require = (name: string) => {
    if (name === 'electron') return electron;
    throw new Error(`A sandboxed preload script has no module ${name}`);
  };
  preload(
    require,
    { platform, sandboxed: true, contextIsolated: true, type: 'renderer' },
    module,
    module.exports,
  );
  return {
    deliver: (port, text) => ports.get(port)?.postMessage(codec.decode(text)),
    close: (port) => {
      ports.get(port)?.close();
      ports.delete(port);
    },
  };
}
