import { expect, test } from 'vitest';
import { createLatest } from './latest.ts';

function createTask() {
  const log: string[] = [];
  const open = new Map<string, PromiseWithResolvers<string>>();
  const latest = createLatest<string, string>({
    run: (input, signal) => {
      log.push(`begin ${input}`);
      signal.addEventListener('abort', () => log.push(`abort ${input}`));
      const promise = Promise.withResolvers<string>();
      open.set(input, promise);
      return promise.promise;
    },
    done: (input, output) => log.push(`done ${input} ${output}`),
    failed: (input) => log.push(`failed ${input}`),
  });
  const settle = async (input: string, outcome: 'ok' | Error = 'ok') => {
    const task = open.get(input);
    if (outcome === 'ok') task?.resolve(outcome);
    else task?.reject(outcome);
    await task?.promise.catch(() => undefined);
    await Promise.resolve();
  };
  return { log, latest, settle };
}

test('of what is offered while one is under way only the newest is done', async () => {
  const { log, latest, settle } = createTask();
  for (const input of ['1', '2', '3']) latest.offer(input);
  await settle('1');
  await settle('3');
  expect(log).toEqual(['begin 1', 'done 1 ok', 'begin 3', 'done 3 ok']);
});

test('what is insisted on replaces what is under way and what waits', async () => {
  const { log, latest, settle } = createTask();
  latest.offer('1');
  latest.offer('2');
  latest.insist('3');
  await settle('1');
  await settle('3');
  expect(log).toEqual(['begin 1', 'abort 1', 'begin 3', 'done 3 ok']);
});

test('a failure is told and the next goes on', async () => {
  const { log, latest, settle } = createTask();
  latest.offer('1');
  latest.offer('2');
  await settle('1', new Error('no'));
  await settle('2');
  expect(log).toEqual(['begin 1', 'failed 1', 'begin 2', 'done 2 ok']);
});

test('after a stop nothing is told and nothing begins', async () => {
  const { log, latest, settle } = createTask();
  latest.offer('1');
  latest.offer('2');
  latest.stop();
  await settle('1');
  expect(log).toEqual(['begin 1', 'abort 1']);
});
