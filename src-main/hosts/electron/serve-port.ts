import type { Log } from '../../core/ports.ts';
import { maxMessage } from '../max-message.ts';
import type { Conversation } from '../rpc-server.ts';

/** The part of Electron's `MessagePortMain` that is used. */
export interface Port {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  readonly postMessage: (message: unknown) => void;
  readonly start: () => void;
  readonly close: () => void;
}

export interface Answering {
  readonly converse: (send: (message: unknown) => void) => Conversation;
  readonly log: Log;
}

/**
 * Answers a page over its port as soon as the engine is there; until then its messages wait in the port. Answers a
 * function that ends its calls and streams and closes the port; a port that the page closed has ended by itself.
 */
export function servePort(port: Port, engine: Promise<Answering>): () => void {
  let conversation: Conversation | undefined;
  let ended = false;
  const end = () => {
    if (ended) return;
    ended = true;
    conversation?.end();
    port.close();
  };
  port.on('close', end);
  engine.then(({ converse, log }) => {
    if (ended) return;
    const { receive } = (conversation = converse((message) => {
      if (!ended) port.postMessage(message);
    }));
    port.on('message', ({ data }) => {
      if (ended) return;
      if (sizeOf(data) <= maxMessage) {
        receive(data);
        return;
      }
      log.warn('A page sent a message that is too large', { size: sizeOf(data) });
      end();
    });
    port.start();
  }, end);
  return end;
}

function sizeOf(data: unknown): number {
  if (typeof data === 'string') return data.length;
  return data instanceof ArrayBuffer || ArrayBuffer.isView(data) ? data.byteLength : 0;
}
