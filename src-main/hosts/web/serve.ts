import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { AppError } from '../../core/app-error.ts';
import { maxMessage } from '../max-message.ts';
import { createRpcServer, type Served } from '../rpc-server.ts';
import { createAccess, type Access } from './access.ts';
import { handleRequest, knockOf } from './handle-request.ts';

/** A page that reads this many bytes too slowly is disconnected; it comes back by itself and goes on where it was. */
const maxUnread = 64 * 1024 * 1024;
/** Open connections: far more than a few windows need, far fewer than the process has file handles. */
const maxConnections = 1024;

/** How long a client may take, in milliseconds. */
export interface Patience {
  readonly headers: number;
  readonly request: number;
  /** How often the two limits are looked at. */
  readonly lookEvery: number;
}

const patience: Patience = { headers: 10_000, request: 20_000, lookEvery: 2_000 };

export interface WebOptions {
  readonly app: Served;
  /** Folder of the built renderer. */
  readonly root: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly patience?: Patience;
}

export interface WebHost {
  readonly origin: string;
  /** A new address that opens the app once. */
  readonly newAddress: () => string;
  readonly close: () => Promise<void>;
}

/** Serves the app on 127.0.0.1 only. Throws `host.port-in-use` and `host.port-forbidden`. */
export async function serveWeb({
  app,
  root,
  port,
  patience: limits = patience,
}: WebOptions): Promise<WebHost> {
  let access: Access | undefined;
  const server = createServer(
    {
      headersTimeout: limits.headers,
      requestTimeout: limits.request,
      connectionsCheckingInterval: limits.lookEvery,
    },
    (request, response) => {
      if (access === undefined) return;
      handleRequest(root, access, request, response).catch((error: unknown) => {
        app.log.error('A page could not be sent', error);
        response.destroy();
      });
    },
  );
  server.maxConnections = maxConnections;
  await listen(server, port);
  const bound = (server.address() as AddressInfo).port;
  const admitted = (access = createAccess(bound));
  const sockets = acceptSockets(server, admitted, app);
  const origin = `http://127.0.0.1:${bound}`;
  return {
    origin,
    newAddress: () => `${origin}/?token=${admitted.mintToken()}`,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function acceptSockets(server: Server, access: Access, app: Served): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessage, perMessageDeflate: false });
  const converse = createRpcServer(app);
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Node takes its own handler off an upgraded socket; a reset would end the process.
    const ignore = () => socket.destroy();
    socket.on('error', ignore);
    const knock = knockOf(request);
    if (request.url !== '/rpc' || !access.isFromOurPage(knock) || !access.admits(knock)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      socket.off('error', ignore);
      serveSocket(webSocket, converse, app);
    });
  });
  return sockets;
}

function serveSocket(
  webSocket: WebSocket,
  converse: ReturnType<typeof createRpcServer>,
  { log }: Served,
): void {
  webSocket.binaryType = 'arraybuffer';
  const { receive, end } = converse((message) => {
    webSocket.send(message);
    if (webSocket.bufferedAmount <= maxUnread) return;
    log.warn('A page that does not read was disconnected', { unreadBytes: webSocket.bufferedAmount });
    webSocket.terminate();
  });
  webSocket.on('message', (data, isBinary) => receive(isBinary ? data : textOf(data)));
  webSocket.on('error', (error) => log.warn('A page sent something unreadable', { reason: error.message }));
  webSocket.on('close', end);
}

function textOf(data: unknown): string {
  return Buffer.from(data as ArrayBuffer).toString('utf8');
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(toAppError(error, port)));
    server.listen(port, '127.0.0.1', resolve);
  });
}

function toAppError(error: NodeJS.ErrnoException, port: number): Error {
  const details = `Port ${port}`;
  if (error.code === 'EADDRINUSE') return new AppError('host.port-in-use', { details }, { cause: error });
  if (error.code === 'EACCES') return new AppError('host.port-forbidden', { details }, { cause: error });
  return error;
}
