import type { MessagePort } from 'node:worker_threads';
import { contextBridge, ipcRenderer } from 'electron';
import { connectChannel, portMessage } from './bridge.ts';

/** The page's window, of which only this much is used here; the main side is compiled without the DOM. */
declare const window: {
  readonly postMessage: (message: unknown, targetOrigin: string, transfer: readonly MessagePort[]) => void;
  readonly location: { readonly origin: string };
};

// All that a page can reach: which host it runs in, and a line to the engine. It gets no ipcRenderer and no environment.
contextBridge.exposeInMainWorld('slipway', {
  host: 'electron',
  platform: process.platform,
  connect: () => {
    const { port1, port2 } = new MessageChannel();
    ipcRenderer.postMessage(connectChannel, undefined, [port1]);
    window.postMessage(portMessage, window.location.origin, [port2]);
    return Promise.resolve();
  },
});
