import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listen } from './listen.ts';
import { createModelServer, type ModelServer } from './model-server.ts';
import { codeOf } from './testing/fork-server.ts';

let server: ModelServer;
let port: number;

beforeEach(async () => {
  const limits = { headers: 50, request: 100, checkEvery: 10 };
  server = createModelServer({ instance: 'slow', limits, report: (error) => expect.fail(String(error)) });
  await listen(server.http, 0);
  port = (server.http.address() as AddressInfo).port;
});

afterEach(() => server.stop());

it.each([
  ['headers', 'POST /v1/predict HTTP/1.1\r\nhost: x\r\n'],
  ['a body', 'GET /ping HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n'],
])('a client that never finishes %s is told so and let go', async (_title, bytes) => {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  const [head, body] = (await text(socket)).split('\r\n\r\n');
  expect([head?.split('\r\n')[0], codeOf(JSON.parse(body ?? ''))]).toEqual([
    'HTTP/1.1 408 Request Timeout',
    'input.invalid',
  ]);
});

it('a client that never finishes a refused body has its answer, and is let go', async () => {
  const socket = connect(port, '127.0.0.1');
  socket.write('POST /nowhere HTTP/1.1\r\nhost: x\r\ncontent-length: 100000000\r\n\r\nabc');
  const closed = once(socket, 'close');
  const [head, body] = (await text(socket)).split('\r\n\r\n');
  await closed;
  expect([head?.split('\r\n')[0], codeOf(JSON.parse(body ?? ''))]).toEqual([
    'HTTP/1.1 404 Not Found',
    'server.no-route',
  ]);
});
