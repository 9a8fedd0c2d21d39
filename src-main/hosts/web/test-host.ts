import { once } from 'node:events';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { os, type RouterClient } from '@orpc/server';
import { WebSocket } from 'ws';
import type { Log } from '../../core/ports.ts';
import { serveWeb, type Patience } from './serve.ts';

/** A router that shows what the transport does: answers, fails, streams and says when a stream or call was ended. */
export function createProbe() {
  const open = new Set<string>();
  const changed = new Set<() => void>();
  const change = (act: () => void) => {
    act();
    for (const look of changed) look();
  };
  const hold = (name: string, signal: AbortSignal | undefined) =>
    new Promise<void>((resolve) => {
      change(() => open.add(name));
      signal?.addEventListener('abort', () => {
        change(() => open.delete(name));
        resolve();
      });
    });
  const router = {
    echo: os.handler(({ input }) => input),
    big: os.handler(() => 'x'.repeat(1024 * 1024)),
    wait: os.handler(async ({ signal }) => {
      await hold('call', signal);
      return 'late';
    }),
    stream: os.handler(async function* ({ signal }) {
      yield 'first';
      await hold('stream', signal);
    }),
  };
  /** Resolves when exactly `names` of the calls and streams are open. */
  const untilOpen = (names: readonly string[]) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (JSON.stringify([...open].sort()) !== JSON.stringify([...names].sort())) return;
        changed.delete(look);
        resolve();
      };
      changed.add(look);
      look();
    });
  return { router, untilOpen };
}

export type Probe = RouterClient<ReturnType<typeof createProbe>['router']>;

/** A web host on real sockets with a probe behind it and a page to serve. */
export async function openTestHost(patience?: Patience) {
  const root = mkdtempSync(join(tmpdir(), 'slipway-web-'));
  mkdirSync(join(root, 'assets'));
  writeFileSync(join(root, 'index.html'), '<h1>Page</h1>');
  writeFileSync(join(root, 'assets/app-1x.js'), 'export {};');
  const lines: string[] = [];
  const note = (message: string) => void lines.push(message);
  const log: Log = {
    info: note,
    warn: note,
    error: (message) => (note(message), 'log-id'),
    tail: () => lines,
  };
  const probe = createProbe();
  const app = { router: probe.router, log };
  const web = await serveWeb({
    app,
    root,
    port: 0,
    ...(patience && { patience }),
  });
  const port = Number(new URL(web.origin).port);
  return {
    ...web,
    ...probe,
    app,
    port,
    lines,
    end: async () => {
      await web.close();
      rmSync(root, { recursive: true });
    },
    /** Trades a new address for a session and answers the cookie to send. */
    signIn: async () => {
      const { headers } = await fetchRaw(port, { path: pathOf(web.newAddress()) });
      return String(headers['set-cookie']?.[0]).split(';')[0] ?? '';
    },
  };
}

export type TestHost = Awaited<ReturnType<typeof openTestHost>>;

export function pathOf(address: string): string {
  const { pathname, search } = new URL(address);
  return pathname + search;
}

/** One request exactly as given; unlike `fetch` it may name any host and any path. */
export function fetchRaw(port: number, options: RequestOptions) {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; body: string }>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, agent: false, ...options }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (body += part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** Sends text as it is and answers what came back until the other side closed. */
export function sendText(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = openSocket(port).on('data', (part) => (answer += part.toString()));
    socket.on('close', () => resolve(answer));
    socket.write(text);
  });
}

/** A bare connection; resets are part of the tests. */
export function openSocket(port: number): Socket {
  return connect(port, '127.0.0.1').on('error', () => undefined);
}

export interface Handshake {
  readonly cookie?: string | undefined;
  readonly origin?: string | undefined;
  readonly host?: string;
  readonly path?: string;
}

/** Resolves with an open WebSocket, or with the status that refused it. */
export function openWebSocket(
  port: number,
  { cookie, origin, host, path = '/rpc' }: Handshake,
): Promise<WebSocket | number> {
  const headers = { ...(cookie !== undefined && { cookie }), ...(host !== undefined && { host }) };
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, {
    headers,
    ...(origin !== undefined && { origin }),
  });
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (sent, response) => {
      resolve(response.statusCode ?? 0);
      sent.destroy();
    });
    socket.once('error', reject);
  });
}

/** A connection just after a good handshake, on which any bytes can follow. */
export async function openBareWebSocket(
  port: number,
  { cookie = '', origin = '' }: Handshake,
): Promise<Socket> {
  const socket = openSocket(port);
  const lines = [
    'GET /rpc HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    `Origin: ${origin}`,
    `Cookie: ${cookie}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}`,
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  if (!answer.toString().startsWith('HTTP/1.1 101')) throw new Error(answer.toString());
  return socket;
}

export function clientOver(socket: WebSocket): Probe {
  return createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }));
}
