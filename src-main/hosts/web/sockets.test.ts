import { once } from 'node:events';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import {
  clientOver,
  fetchRaw,
  openBareWebSocket,
  openSocket,
  openTestHost,
  openWebSocket,
  type Handshake,
  type TestHost,
} from './test-host.ts';

let host: TestHost;
let ours: Handshake;
beforeEach(async () => {
  host = await openTestHost();
  ours = { cookie: await host.signIn(), origin: host.origin };
});
afterEach(() => host.end());

async function openOurs(): Promise<WebSocket> {
  const socket = await openWebSocket(host.port, ours);
  if (socket instanceof WebSocket) return socket;
  throw new Error(`Refused with ${socket}`);
}

it('answers a page of its own', async () => {
  const client = clientOver(await openOurs());
  expect(await client.echo({ a: 1 })).toEqual({ a: 1 });
});

it.each<[string, Handshake]>([
  ['from another origin', { origin: 'https://evil.example' }],
  ['from the same machine on another port', { origin: 'http://127.0.0.1:1' }],
  ['from a file or a sandboxed frame', { origin: 'null' }],
  ['without an origin', { origin: undefined }],
  ['without a cookie', { cookie: undefined }],
  ['with a guessed cookie', { cookie: 'slipway=guess' }],
  ['through a rebound DNS name', { host: 'rebound.example', origin: 'http://rebound.example' }],
  ['on another path', { path: '/' }],
  ['on a path that only begins like ours', { path: '/rpcs' }],
  ['with a query', { path: '/rpc?x' }],
])('refuses a socket %s', async (_, change) => {
  expect(await openWebSocket(host.port, { ...ours, ...change })).toBe(403);
});

it('refuses an upgrade to anything else', async () => {
  const headers = { connection: 'Upgrade', upgrade: 'h2c', cookie: ours.cookie, origin: ours.origin };
  const { status } = await fetchRaw(host.port, { path: '/rpc', headers });
  expect(status).toBe(400);
});

it('ends calls and streams when their socket closes, however it closes', async () => {
  for (const close of [(socket: WebSocket) => socket.close(), (socket: WebSocket) => socket.terminate()]) {
    const socket = await openOurs();
    const client = clientOver(socket);
    const stream = await client.stream();
    await stream.next();
    stream.next().catch(() => undefined);
    client.wait().catch(() => undefined);
    await host.untilOpen(['call', 'stream']);
    close(socket);
    await host.untilOpen([]);
  }
});

it('ends a stream that the page has left, and keeps the socket', async () => {
  const client = clientOver(await openOurs());
  const stream = await client.stream();
  await stream.next();
  stream.next().catch(() => undefined);
  await host.untilOpen(['stream']);
  await stream.return();
  await host.untilOpen([]);
  expect(await client.echo('still here')).toBe('still here');
});

it('refuses a message of 100 MB, and the other pages keep working', async () => {
  const other = clientOver(await openOurs());
  const greedy = await openOurs();
  greedy.on('error', () => undefined);
  greedy.send(Buffer.alloc(100 * 1024 * 1024));
  const [code] = (await once(greedy, 'close')) as [number];
  expect([code, await other.echo('fine')]).toEqual([1009, 'fine']);
});

it('takes a message of the largest size that a body needs', async () => {
  const client = clientOver(await openOurs());
  const body = 'x'.repeat(8 * 1024 * 1024);
  expect(await client.echo(body as never)).toBe(body);
});

it.each([
  ['text that is no JSON', 'garbage'],
  ['half a document', '{"i":1,"p":{'],
  ['null', 'null'],
  ['a message without a payload', '{"i":"1"}'],
  ['a payload of another shape', '{"i":"1","p":{"u":5}}'],
  ['an address that is none', '{"i":"1","p":{"u":"::"}}'],
  ['an unknown kind', '{"i":"1","t":99,"p":{}}'],
  ['an event for no call', '{"i":"7","t":3,"p":{"e":"message"}}'],
  ['an end of no call', '{"i":"7","t":4}'],
  ['bytes', Buffer.from([0xff, 0xfe, 0x00, 0x01])],
  ['nothing', ''],
  ['a prototype as a name', '{"i":"__proto__","p":{"u":"/__proto__/constructor"}}'],
  ['a million brackets', '['.repeat(1_000_000)],
])('passes over %s and goes on', async (_, message) => {
  const socket = await openOurs();
  socket.send(message);
  expect(await clientOver(socket).echo('next')).toBe('next');
});

it.each([
  ['a broken frame', Buffer.from([0xff, 0xff, 0xff, 0xff])],
  ['text that is not UTF-8', Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0xc3, 0x28])],
  ['a frame without a mask', Buffer.from([0x81, 0x01, 0x61])],
])('closes a socket that sends %s', async (_, bytes) => {
  const socket = await openBareWebSocket(host.port, ours);
  socket.resume().write(bytes);
  await once(socket, 'close');
  expect(await clientOver(await openOurs()).echo('fine')).toBe('fine');
});

it('answers two hundred pages at once', async () => {
  const sockets = await Promise.all(Array.from({ length: 200 }, openOurs));
  const answers = await Promise.all(sockets.map((socket, index) => clientOver(socket).echo(index as never)));
  expect(answers).toEqual(Array.from({ length: 200 }, (_, index) => index));
});

it('disconnects a page that asks and does not read', async () => {
  const socket = await openOurs();
  const client = clientOver(socket);
  client.wait().catch(() => undefined);
  await host.untilOpen(['call']);
  socket.pause();
  for (let asked = 0; asked < 100; asked += 1) client.big().catch(() => undefined);
  await host.untilOpen([]);
  expect(host.lines).toContain('A page that does not read was disconnected');
  socket.terminate();
});

it('survives a handshake that is reset before it is answered', async () => {
  for (const path of ['/rpc', '/other']) {
    const socket = openSocket(host.port);
    await once(socket, 'connect');
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    );
    socket.resetAndDestroy();
  }
  expect(await clientOver(await openOurs()).echo('fine')).toBe('fine');
});

it('ends every socket when the host closes', async () => {
  const socket = await openOurs();
  const client = clientOver(socket);
  client.wait().catch(() => undefined);
  await host.untilOpen(['call']);
  const closed = once(socket, 'close');
  await host.close();
  await closed;
  await host.untilOpen([]);
});
