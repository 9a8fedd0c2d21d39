import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createProbe, type Probe } from '../web/test-host.ts';
import { createRpcServer } from '../rpc-server.ts';
import { servePort, type Answering, type Port } from './serve-port.ts';

/** Node's port with the way Electron's main process hands messages out: as events, and not before `start`. */
function portOfMain(port: MessagePort): Port {
  return {
    on: (event: 'message' | 'close', listener: (event: { readonly data: unknown }) => void) =>
      event === 'close'
        ? port.on('close', () => listener({ data: undefined }))
        : port.addListener('messageerror', () => undefined).on('message', (data) => listener({ data })),
    postMessage: (message) => port.postMessage(message),
    start: () => port.start(),
    close: () => port.close(),
  };
}

let page: MessagePort;
let main: MessagePort;
let probe: ReturnType<typeof createProbe>;
let lines: string[];
beforeEach(() => {
  ({ port1: page, port2: main } = new MessageChannel());
  probe = createProbe();
  lines = [];
});
afterEach(() => page.close());

const answering = (): Answering => {
  const log = {
    info: () => undefined,
    warn: (message: string) => void lines.push(message),
    error: () => '',
    tail: () => [],
  };
  return { converse: createRpcServer({ router: probe.router, log }), log };
};
const client = (): Probe => createORPCClient(new RPCLink({ port: page }));
const closed = () => new Promise((resolve) => page.once('close', resolve));

it('answers calls that were made before the engine was there', async () => {
  const { promise, resolve } = Promise.withResolvers<Answering>();
  servePort(portOfMain(main), promise);
  const asked = client().echo('early');
  resolve(answering());
  expect(await asked).toBe('early');
});

it('ends calls and streams when the page closes its port', async () => {
  servePort(portOfMain(main), Promise.resolve(answering()));
  const stream = await client().stream();
  await stream.next();
  stream.next().catch(() => undefined);
  await probe.untilOpen(['stream']);
  page.close();
  await probe.untilOpen([]);
});

it('ends calls and closes the port when it is told to', async () => {
  const end = servePort(portOfMain(main), Promise.resolve(answering()));
  client()
    .wait()
    .catch(() => undefined);
  await probe.untilOpen(['call']);
  const gone = closed();
  end();
  end();
  await Promise.all([gone, probe.untilOpen([])]);
});

it('answers nothing over a port that was closed before the engine was there', async () => {
  const { promise, resolve } = Promise.withResolvers<Answering>();
  const end = servePort(portOfMain(main), promise);
  client()
    .wait()
    .catch(() => undefined);
  end();
  const engine = answering();
  let conversations = 0;
  resolve({ ...engine, converse: (send) => ((conversations += 1), engine.converse(send)) });
  await promise;
  await new Promise((settled) => setImmediate(settled));
  expect(conversations).toBe(0);
});

it('closes the port when the engine does not start, so that the page knows', async () => {
  const gone = closed();
  servePort(portOfMain(main), Promise.reject(new Error('No engine')));
  await gone;
});

it('closes the port of a page that sends a message beyond the limit', async () => {
  servePort(portOfMain(main), Promise.resolve(answering()));
  const gone = closed();
  page.postMessage('x'.repeat(16 * 1024 * 1024 + 1));
  await gone;
  expect(lines).toEqual(['A page sent a message that is too large']);
});

it('passes over what is no message, and goes on', async () => {
  servePort(portOfMain(main), Promise.resolve(answering()));
  for (const odd of [
    undefined,
    null,
    7,
    {},
    { i: '1', p: { u: '/echo' } },
    new Map(),
    'garbage',
    new Uint8Array([255]),
  ])
    page.postMessage(odd);
  expect(await client().echo('fine')).toBe('fine');
});
