import { expect, it } from 'vitest';
import { MessagePortMain } from './message-port-main.ts';

function open() {
  const seen: unknown[] = [];
  const port = new MessagePortMain(
    (message) => seen.push(['sent', message]),
    () => seen.push(['disconnected']),
  );
  port.on('message', ({ data }: { data: unknown }) => seen.push(['came', data]));
  port.on('close', () => seen.push(['closed']));
  return { port, seen };
}

it('holds messages back until it is started', () => {
  const { port, seen } = open();
  port.arrived(1);
  const before = [...seen];
  port.start();
  port.arrived(2);
  expect([before, seen]).toEqual([
    [],
    [
      ['came', 1],
      ['came', 2],
    ],
  ]);
});

it('is closed once, by either end, and sends nothing more', () => {
  const [ours, theirs] = [open(), open()];
  ours.port.close();
  ours.port.disconnected();
  theirs.port.disconnected();
  theirs.port.close();
  for (const { port } of [ours, theirs]) port.postMessage('late');
  expect([ours.seen, theirs.seen]).toEqual([[['disconnected'], ['closed']], [['closed']]]);
});
