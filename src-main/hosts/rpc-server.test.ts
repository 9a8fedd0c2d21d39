import { os } from '@orpc/server';
import { expect, it } from 'vitest';
import type { Log } from '../core/ports.ts';
import { createRpcServer } from './rpc-server.ts';

const lines: string[] = [];
const log: Log = {
  info: () => undefined,
  warn: (message) => void lines.push(message),
  error: () => '',
  tail: () => [],
};
const call = (name: string, id = '1') => JSON.stringify({ i: id, p: { u: `/${name}`, b: { json: 'in' } } });

function createWaiting() {
  const { promise: aborted, resolve } = Promise.withResolvers<true>();
  const wait = os.handler(
    ({ signal }) =>
      new Promise<void>((end) => {
        signal?.addEventListener('abort', () => {
          resolve(true);
          end();
        });
      }),
  );
  return { router: { wait, echo: os.handler(({ input }) => input) }, aborted };
}

it('answers text and bytes alike', async () => {
  const answers: unknown[] = [];
  const { promise, resolve } = Promise.withResolvers<true>();
  const { receive } = createRpcServer({ router: createWaiting().router, log })((message) => {
    answers.push(JSON.parse(message as string));
    if (answers.length === 3) resolve(true);
  });
  receive(call('echo', '1'));
  receive(new TextEncoder().encode(call('echo', '2')).buffer);
  receive(Buffer.from(call('echo', '3')));
  await promise;
  expect(answers).toEqual([
    { i: '1', p: { b: { json: 'in' } } },
    { i: '2', p: { b: { json: 'in' } } },
    { i: '3', p: { b: { json: 'in' } } },
  ]);
});

it('aborts a call whose message was still being read when the page went away', async () => {
  const { router, aborted } = createWaiting();
  const { receive, end } = createRpcServer({ router, log })(() => undefined);
  receive(call('wait'));
  end();
  await aborted;
});

it('takes nothing more from a page that went away', async () => {
  const sent: unknown[] = [];
  const { receive, end } = createRpcServer({ router: createWaiting().router, log })((message) =>
    sent.push(message),
  );
  end();
  receive(call('echo'));
  await new Promise((resolve) => setImmediate(resolve));
  expect(sent).toEqual([]);
});

it.each([
  undefined,
  null,
  1,
  {},
  [],
  new Date(),
  new Map(),
  '',
  'x',
  'null',
  '{}',
  '{"i":1}',
  '{"i":""}',
  Buffer.from('{"p":{}}'),
])('passes over and logs %j, which is no message', (odd) => {
  const { receive } = createRpcServer({ router: createWaiting().router, log })(() => undefined);
  lines.length = 0;
  receive(odd);
  expect(lines).toEqual(['A page sent something that is not a message']);
});

it('keeps the other calls of a page that sends a message without an id', async () => {
  const { router, aborted } = createWaiting();
  const { receive, end } = createRpcServer({ router, log })(() => undefined);
  receive(call('wait'));
  await new Promise((resolve) => setImmediate(resolve));
  receive('{"p":{"u":"/nowhere"}}');
  await new Promise((resolve) => setImmediate(resolve));
  end();
  await aborted;
});
