import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../../contract/jobs.ts';
import type { Log, ModelFolder, RunningServer } from '../../core/ports.ts';
import { createModelLibrary } from '../model-library/model-library.ts';
import { systemClock } from '../system/clock.ts';
import { createProcessRunner } from './process-runner.ts';

const top = join(import.meta.dirname, '../../..');
const entry = join(top, 'src-main/embedded/main.ts');
const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => 'id', tail: () => [] };
const runnerOf = (program: string) => createProcessRunner({ entry: program, clock: systemClock, log: quiet });
const runner = runnerOf(entry);

let folder: string;
let model: ModelFolder;
let started: RunningServer[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-runner-'));
  cpSync(join(top, 'resources/samples/iris-flowers'), join(folder, 'iris-flowers'), { recursive: true });
  const [first] = await createModelLibrary(folder, []).list();
  if (first === undefined) throw new Error('The sample is missing.');
  model = first;
  started = [];
});

afterEach(async () => {
  await Promise.all(started.map((server) => server.stop()));
  rmSync(folder, { recursive: true });
});

async function start(id = 'one', signal?: AbortSignal): Promise<RunningServer> {
  const server = await runner.start(model, id, signal);
  started.push(server);
  return server;
}

const instanceAt = async (url: string) => (await fetch(`${url}/ping`)).headers.get('x-slipway-instance');

const entryOf = (data: LedgerEntry['data']): LedgerEntry => ({
  id: 'l1',
  kind: 'process',
  ref: 'model server',
  state: 'created',
  data,
  createdAt: '',
  updatedAt: '',
});

const program = (source: string) => {
  const path = join(folder, 'program.mjs');
  writeFileSync(path, source);
  return runnerOf(path);
};

describe('a server that starts', () => {
  it('is described, answers under its id, and is gone after it was stopped', async () => {
    const server = await start('abc');
    expect([server, await instanceAt(server.url)]).toMatchObject([
      {
        id: 'abc',
        modelId: 'iris-flowers',
        evidence: 'local-process',
        url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string,
      },
      'abc',
    ]);
    await server.stop();
    await server.stop();
    expect(server.ended.aborted).toBe(true);
    await expect(instanceAt(server.url)).rejects.toThrow();
  });

  it('says so when it ends by itself', async () => {
    const server = await start();
    const ended = once(server.ended, 'abort');
    process.kill(server.pid, 'SIGKILL');
    await ended;
    await server.stop();
  });

  it('does not inherit the port that a person has set for a server of theirs', async () => {
    process.env['PORT'] = '1';
    try {
      expect(new URL((await start()).url).port).not.toBe('1');
    } finally {
      delete process.env['PORT'];
    }
  });
});

describe('a server that does not start is named', () => {
  it('when the model is damaged', async () => {
    truncateSync(join(model.path, 'model.onnx'), 100);
    await expect(start()).rejects.toMatchObject({
      record: { code: 'model.unreadable', details: expect.stringContaining(model.path) as string },
    });
  });

  it('when the model file is missing', async () => {
    rmSync(join(model.path, 'model.onnx'));
    await expect(start()).rejects.toMatchObject({
      record: { code: 'model.unreadable', details: expect.stringContaining('model.onnx') as string },
    });
  });

  it.each([
    ['the program is missing', () => runnerOf(join(folder, 'nowhere.mjs')), 'Cannot find module'],
    [
      'the program fails, with its last words',
      () => program('console.log("one"); console.error("two"); process.exit(7)'),
      'exit code 7.\none\ntwo',
    ],
    [
      'the program is killed',
      () => program('process.kill(process.pid, "SIGKILL")'),
      'it ended with SIGKILL.',
    ],
    [
      'the program says something else',
      () => program('process.send({ type: "ready" }); setInterval(() => {}, 1000)'),
      'it said what is not understood',
    ],
  ])('when %s', async (_title, make, details) => {
    await expect(make().start(model, 'x')).rejects.toMatchObject({
      record: { code: 'server.start-failed', details: expect.stringContaining(details) as string },
    });
  });

  it('when it is given up, before or while it starts', async () => {
    const reason = new Error('closing');
    await expect(start('x', AbortSignal.abort(reason))).rejects.toBe(reason);
    const stop = new AbortController();
    const starting = program('setInterval(() => {}, 1000)').start(model, 'x', stop.signal);
    stop.abort(reason);
    await expect(starting).rejects.toBe(reason);
  });
});

describe('what an earlier engine left behind', () => {
  it('is ended when it still answers under its id', async () => {
    const { pid, url, ended } = await start('left');
    expect(await runner.reap(entryOf({ pid, port: Number(new URL(url).port), instance: 'left' }))).toBe(true);
    if (!ended.aborted) await once(ended, 'abort');
    await expect(instanceAt(url)).rejects.toThrow();
  });

  it('is left alone when another program has taken its port and its process id', async () => {
    const other = createServer((_, response) =>
      response.setHeader('x-slipway-instance', 'other').end(),
    ).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const { port } = other.address() as AddressInfo;
    const gone = await runner.reap(entryOf({ pid: bystander.pid, port, instance: 'left' }));
    expect([gone, bystander.exitCode, bystander.signalCode]).toEqual([true, null, null]);
    bystander.kill('SIGKILL');
    other.close();
  });

  it('is gone when nothing answers, or when it never had a port', async () => {
    expect([
      await runner.reap(entryOf({ pid: 1, port: 1, instance: 'left' })),
      await runner.reap(entryOf({ instance: 'left' })),
    ]).toEqual([true, true]);
  });
});
