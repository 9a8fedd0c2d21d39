import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createHttp } from './http.ts';

const server = createServer();
let http: ReturnType<typeof createHttp>;
let url: string;

beforeEach(async () => {
  http = createHttp();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  http.close();
  server.removeAllListeners('request');
  server.closeAllConnections();
  if (server.listening) await new Promise((resolve) => server.close(resolve));
});

const answer = (listener: RequestListener) => void server.on('request', listener);
const stopped = {
  record: { code: 'server.stopped', details: expect.stringContaining('127.0.0.1') as string },
};

it('answers with what went over the wire, both ways', async () => {
  answer((request, response) => {
    void text(request).then((body) =>
      response
        .writeHead(418, { 'x-one': 'a' })
        .end(`got ${body} as ${request.headers['content-type'] ?? ''}`),
    );
  });
  const { durationMs, headers, requestHeaders, ...rest } = await http.post(
    `${url}/x`,
    { 'content-type': 'text/x' },
    'é',
  );
  expect({ ...rest, one: headers['x-one'], sent: requestHeaders }).toEqual({
    status: 418,
    body: 'got é as text/x',
    one: 'a',
    sent: { 'content-type': 'text/x', 'content-length': '2', host: url.slice('http://'.length) },
  });
  expect(durationMs).toBeGreaterThan(0);
});

it('keeps the connection for the next request', async () => {
  const ports: (number | undefined)[] = [];
  answer((request, response) => {
    ports.push(request.socket.remotePort);
    response.end();
  });
  await http.post(url, {}, '1');
  await http.post(url, {}, '2');
  expect(ports[1]).toBe(ports[0]);
});

it.each<[string, (socket: Socket) => void]>([
  ['breaks before its answer', (socket) => socket.resetAndDestroy()],
  [
    'breaks in the middle of its answer',
    (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf', () => socket.destroy()),
  ],
  ['says what is not HTTP', (socket) => socket.end('hello')],
])('a server that %s has stopped', async (_title, act) => {
  answer((request) => act(request.socket));
  await expect(http.post(url, {}, '{}')).rejects.toMatchObject(stopped);
});

it('a server that is not there has stopped', async () => {
  server.close();
  await once(server, 'close');
  await expect(http.post(url, {}, '{}')).rejects.toMatchObject(stopped);
});

it('is cut off by the signal, which is no failure of the server', async () => {
  const stop = new AbortController();
  answer(() => stop.abort(new Error('enough')));
  await expect(http.post(url, {}, '{}', stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
});
