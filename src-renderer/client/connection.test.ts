import { expect, test } from 'vitest';
import { createConnection, type Transport } from './connection.ts';
import { Disconnected } from './disconnected.ts';

/** The far side: lines that the test opens, answers on and closes. */
function farSide() {
  const waiting: PromiseWithResolvers<Transport>[] = [];
  const pauses: { readonly ms: number; readonly end: () => void; readonly signal: AbortSignal }[] = [];
  let asked = Promise.withResolvers<unknown>();
  return {
    pauses,
    parts: {
      open: () => {
        const line = Promise.withResolvers<Transport>();
        waiting.push(line);
        asked.resolve(undefined);
        return line.promise;
      },
      sleep: (ms: number, signal: AbortSignal) =>
        new Promise<void>((end) => {
          pauses.push({ ms, end, signal });
          signal.addEventListener('abort', () => end());
        }),
    },
    nextTry: async () => {
      if (waiting.length === 0) await asked.promise;
      asked = Promise.withResolvers<unknown>();
      const line = waiting.shift();
      if (line === undefined) throw new Error('Nobody asked for a line.');
      return line;
    },
  };
}

function line(call: Transport['link']['call']) {
  const ended = Promise.withResolvers<undefined>();
  return {
    transport: { link: { call }, ended: ended.promise.then(() => undefined) } satisfies Transport,
    close: () => ended.resolve(undefined),
  };
}

function statusChange(connection: ReturnType<typeof createConnection>, state: string): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (connection.status().state !== state) return;
      unlisten();
      resolve();
    };
    const unlisten = connection.listen(look);
    look();
  });
}

test('a call made before the first line is open waits for it', async () => {
  const far = farSide();
  const connection = createConnection(far.parts);
  const answer = connection.client.system.settings();
  (await far.nextTry()).resolve(line((path) => Promise.resolve(path.join('.'))).transport);
  expect([await answer, connection.status()]).toEqual(['system.settings', { state: 'open', generation: 1 }]);
});

test('a call under way when the line closes fails as disconnected, and so does the next one', async () => {
  const far = farSide();
  const connection = createConnection(far.parts);
  const { transport, close } = line(() => new Promise(() => undefined));
  (await far.nextTry()).resolve(transport);
  await statusChange(connection, 'open');
  const under = connection.client.models.list();
  close();
  await expect(under).rejects.toThrow(Disconnected);
  await statusChange(connection, 'lost');
  await expect(connection.client.models.list()).rejects.toThrow(Disconnected);
});

test('a stream ends as disconnected when the line closes', async () => {
  const far = farSide();
  const connection = createConnection(far.parts);
  const { transport, close } = line(() => Promise.resolve(oneThenSilence()));
  (await far.nextTry()).resolve(transport);
  const seen: unknown[] = [];
  const reading = (async () => {
    for await (const jobs of await connection.client.jobs.changes()) {
      seen.push(jobs);
      close();
    }
  })();
  await expect(reading).rejects.toThrow(Disconnected);
  expect(seen).toEqual([[]]);
});

test('tries again with growing pauses, at once when told, and counts the lines', async () => {
  const far = farSide();
  const connection = createConnection(far.parts);
  (await far.nextTry()).reject(new Error('refused'));
  await statusChange(connection, 'lost');
  far.pauses[0]?.end();
  (await far.nextTry()).reject(new Error('refused'));
  await new Promise((resolve) => connection.listen(() => resolve(undefined)));
  connection.retryNow();
  const first = line(() => Promise.resolve('first'));
  (await far.nextTry()).resolve(first.transport);
  await statusChange(connection, 'open');
  first.close();
  await statusChange(connection, 'lost');
  far.pauses[2]?.end();
  (await far.nextTry()).resolve(line(() => Promise.resolve('second')).transport);
  await statusChange(connection, 'open');
  expect([
    far.pauses.map(({ ms }) => ms),
    connection.status(),
    await connection.client.models.list(),
  ]).toEqual([[250, 500, 250], { state: 'open', generation: 2 }, 'second']);
});

async function* oneThenSilence() {
  yield [];
  await new Promise(() => undefined);
}
