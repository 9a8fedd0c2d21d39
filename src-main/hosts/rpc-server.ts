import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/websocket';
import type { Log } from '../core/ports.ts';

/** What a host serves: an `App` is one. */
export interface Served {
  readonly router: AnyRouter;
  readonly log: Log;
}

/** One page's calls and streams. */
export interface Conversation {
  /** Takes one message as it came: text, or bytes. What is neither, or cannot be read, is logged and passed over. */
  readonly receive: (message: unknown) => void;
  /** Aborts every call and stream that is still open. */
  readonly end: () => void;
}

type Peer = Parameters<RPCHandler<Record<PropertyKey, unknown>>['message']>[0];

/** How every message of an oRPC client begins: with the id of its call. */
const beginning = /^\{"i":"[^"\\]{1,64}"/;
const longestBeginning = 72;

/** Answers pages over whatever carries messages: a WebSocket in the web host, a MessagePort in Electron. */
export function createRpcServer({ router, log }: Served): (send: Peer['send']) => Conversation {
  const handler = new RPCHandler(router);
  return (send) => {
    const peer = { send, addEventListener: () => undefined };
    let ended = false;
    return {
      receive: (message) => {
        if (ended) return;
        const readable = readMessage(message);
        if (readable === undefined) {
          log.warn('A page sent something that is not a message', { type: typeof message });
          return;
        }
        handler.message(peer, readable).catch((error: unknown) => {
          if (!ended) log.warn('A message of a page could not be answered', { reason: String(error) });
        });
      },
      end: () => {
        if (ended) return;
        ended = true;
        handler.close(peer);
        // A message that was being decoded opens its call a few microtasks later, after the close above.
        setImmediate(() => handler.close(peer));
      },
    };
  };
}

/**
 * The message when it names its call. One that does not must not reach the handler: it would forget all other calls
 * of the page without ending them.
 */
function readMessage(message: unknown): string | ArrayBuffer | undefined {
  if (typeof message === 'string') return beginning.test(message) ? message : undefined;
  if (message instanceof Uint8Array) return readMessage(new Uint8Array(message).buffer);
  if (!(message instanceof ArrayBuffer)) return undefined;
  return beginning.test(Buffer.from(message).toString('latin1', 0, longestBeginning)) ? message : undefined;
}
