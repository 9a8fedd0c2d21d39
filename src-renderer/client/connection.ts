import { createORPCClient, type ClientContext, type ClientLink } from '@orpc/client';
import { backOff } from './back-off.ts';
import type { Client } from './client.ts';
import { Disconnected } from './disconnected.ts';

type Link = ClientLink<ClientContext>;

/** One open line to the engine. */
export interface Transport {
  readonly link: Link;
  /** Resolves when the line is closed, by whichever side. */
  readonly ended: Promise<void>;
}

export interface ConnectionStatus {
  /** `lost` lasts until a new line is open; there is no way back to `connecting`. */
  readonly state: 'connecting' | 'open' | 'lost';
  /** How often a line was opened; streams start again when it grows. */
  readonly generation: number;
}

export interface Connection {
  readonly client: Client;
  readonly status: () => ConnectionStatus;
  readonly listen: (listener: () => void) => () => void;
  /** Ends the pause before the next try. */
  readonly retryNow: () => void;
}

export interface ConnectionParts {
  /** Opens a line; rejects when the engine is out of reach. */
  readonly open: () => Promise<Transport>;
  /** Resolves after `ms`, at once when `signal` aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Told of each answer, with the path of its procedure. */
  readonly onAnswer?: (path: readonly string[], output: unknown) => void;
}

/**
 * A client that outlives its transport: calls wait for the first line, fail with `Disconnected` while the engine is out of
 * reach, and go through again once a later try succeeds.
 */
export function createConnection({ open, sleep, onAnswer }: ConnectionParts): Connection {
  const listeners = new Set<() => void>();
  let status: ConnectionStatus = { state: 'connecting', generation: 0 };
  let current: Line | undefined;
  let pause = new AbortController();
  const settled = Promise.withResolvers<undefined>();

  const change = (next: ConnectionStatus) => {
    status = next;
    settled.resolve(undefined);
    for (const listener of [...listeners]) listener();
  };

  const keepOpen = async () => {
    for (let failures = 1; ; failures += 1) {
      const transport = await open().catch(() => undefined);
      if (transport !== undefined) {
        failures = 0;
        current = { ...transport, waiting: new Set() };
        change({ state: 'open', generation: status.generation + 1 });
        await transport.ended;
        for (const lose of current.waiting) lose(new Disconnected());
        current = undefined;
      }
      change({ ...status, state: 'lost' });
      pause = new AbortController();
      await sleep(backOff(Math.max(1, failures)), pause.signal);
    }
  };
  void keepOpen();

  const link: Link = {
    call: async (path, input, options) => {
      await settled.promise;
      const line = current;
      if (line === undefined) throw new Disconnected();
      const output = await untilEnded(line, line.link.call(path, input, options));
      onAnswer?.(path, output);
      return isAsyncIterable(output) ? iterateUntilEnded(line, output) : output;
    },
  };

  return {
    client: createORPCClient<Client>(link),
    status: () => status,
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retryNow: () => pause.abort(),
  };
}

interface Line extends Transport {
  /** What waits for an answer, to be told when the line ends. */
  readonly waiting: Set<(reason: Error) => void>;
}

/** The transport's own error on closing says only that something was aborted. */
function untilEnded<T>({ waiting }: Line, answer: Promise<T>): Promise<T> {
  const { promise: lost, reject } = Promise.withResolvers<never>();
  waiting.add(reject);
  return Promise.race([lost, answer]).finally(() => waiting.delete(reject));
}

async function* iterateUntilEnded(line: Line, items: AsyncIterable<unknown>): AsyncGenerator {
  const iterator = items[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await untilEnded(line, iterator.next());
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    // A line that is gone cannot be told, and need not be.
    void iterator.return?.().catch(() => undefined);
  }
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
