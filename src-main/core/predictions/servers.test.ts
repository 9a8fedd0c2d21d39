import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../adapters/sqlite/store.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { createIds } from '../../adapters/system/ids.ts';
import type { LedgerEntry } from '../../contract/jobs.ts';
import { AppError } from '../app-error.ts';
import type { Clock, Log, ModelFolder, RunningServer, ServerRunner, Store } from '../ports.ts';
import { flowersCard } from '../models/testing/signatures.ts';
import { createServers, type Servers } from './servers.ts';

const folder: ModelFolder = { card: flowersCard, path: '/models/flowers', bytes: 1 };
const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => 'id', tail: () => [] };

/** The far side: processes that are only remembered. Each start waits until the test lets it go on. */
function createProcesses() {
  const made: { readonly id: string; readonly end: () => void }[] = [];
  const reaped: string[] = [];
  const events: string[] = [];
  let failure: Error | undefined;
  const runner: ServerRunner = {
    evidence: 'local-process',
    start: (_folder, id, signal) => {
      signal?.throwIfAborted();
      if (failure !== undefined) return Promise.reject(failure);
      const ended = new AbortController();
      const end = () => ended.abort();
      made.push({ id, end });
      const server: RunningServer = {
        id,
        modelId: 'flowers',
        evidence: 'local-process',
        url: `http://127.0.0.1:${4000 + made.length}`,
        pid: 70 + made.length,
        startedAt: '2026-01-01T00:00:00.000Z',
        readyMs: 5,
        ended: ended.signal,
        stop: () => {
          events.push(`stop ${id}`);
          end();
          return Promise.resolve();
        },
      };
      return Promise.resolve(server);
    },
    reap: ({ ref }) => {
      reaped.push(ref);
      return ref.includes('stubborn')
        ? Promise.reject(new Error('it will not go'))
        : Promise.resolve(!ref.includes('slow'));
    },
  };
  return { runner, made, reaped, events, fail: (error: Error | undefined) => (failure = error) };
}

let home: string;
let store: Store;
let processes: ReturnType<typeof createProcesses>;
let servers: Servers;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'slipway-servers-'));
  store = openStore(home, systemClock, createIds()).store;
  processes = createProcesses();
  servers = create(systemClock);
});

afterEach(async () => {
  await servers.dispose();
  store.close();
  rmSync(home, { recursive: true });
});

function create(clock: Clock): Servers {
  const library = { list: () => Promise.resolve([folder]) };
  const { ledger, presence } = store;
  return createServers({
    library,
    runner: processes.runner,
    ledger,
    presence,
    ids: createIds(),
    clock,
    log: quiet,
  });
}

const states = () => store.ledger.list({ kind: 'process' }).map(({ ref, state }) => [ref, state]);

describe('starting', () => {
  it('shares one server between calls at the same time and later ones', async () => {
    const [a, b] = await Promise.all([servers.start('flowers'), servers.start('flowers')]);
    const c = await servers.start('flowers');
    expect([processes.made.length, b, c, servers.list()]).toEqual([1, a, a, [a]]);
  });

  it('writes the server with where it is, and its end, into the ledger', async () => {
    const { id } = await servers.start('flowers');
    const [entry] = store.ledger.list({ kind: 'process' });
    expect(entry).toMatchObject({
      ref: `model server ${id}`,
      state: 'created',
      data: { engine: store.presence.engine, modelId: 'flowers', instance: id, pid: 71, port: 4001 },
    });
    processes.made[0]?.end();
    expect([states(), servers.list()]).toEqual([[[`model server ${id}`, 'removed']], []]);
  });

  it('begins anew after the server has ended', async () => {
    const first = await servers.start('flowers');
    processes.made[0]?.end();
    const second = await servers.start('flowers');
    expect([processes.made.length, first.id === second.id]).toEqual([2, false]);
  });

  it('keeps no failed start', async () => {
    processes.fail(new AppError('server.start-failed'));
    await expect(servers.start('flowers')).rejects.toMatchObject({ record: { code: 'server.start-failed' } });
    processes.fail(undefined);
    await servers.start('flowers');
    expect(states().map(([, state]) => state)).toEqual(['removed', 'created']);
  });

  it('names a model that is not known', async () => {
    await expect(servers.start('roses')).rejects.toMatchObject({
      record: { code: 'model.missing', details: 'Model roses' },
    });
  });
});

it('stops the server that is named, and minds no other', async () => {
  const { id } = await servers.start('flowers');
  await servers.stop('nobody');
  const before = servers.list().length;
  await servers.stop(id);
  expect([before, servers.list(), processes.events]).toEqual([1, [], [`stop ${id}`]]);
});

it('stops all servers at the end, and starts no more', async () => {
  const { id } = await servers.start('flowers');
  await servers.dispose();
  expect(processes.events).toEqual([`stop ${id}`]);
  await expect(servers.start('flowers')).rejects.toMatchObject({ record: { code: 'server.stopped' } });
});

it('stops a server that nobody has asked for ten minutes', async () => {
  let minutes = 0;
  const wakes: (() => void)[] = [];
  const clock: Clock = {
    now: () => new Date(0),
    monotonic: () => minutes * 60_000,
    sleep: (_ms, signal) =>
      new Promise((resolve) => {
        wakes.push(resolve);
        signal?.addEventListener('abort', () => resolve());
      }),
  };
  const idle = create(clock);
  const look = async () => {
    wakes.shift()?.();
    await new Promise(setImmediate);
  };
  const { id } = await idle.start('flowers');
  minutes = 9;
  await idle.start('flowers');
  minutes = 18;
  await look();
  const after9 = [...processes.events];
  minutes = 20;
  await look();
  expect([after9, processes.events]).toEqual([[], [`stop ${id}`]]);
  await idle.dispose();
});

describe('what killed engines left behind', () => {
  const leave = (ref: string, engine: string, state: LedgerEntry['state'] = 'created') => {
    const entry = store.ledger.plan({ kind: 'process', ref, data: { engine } });
    store.ledger.change(entry.id, { state });
  };

  it('is ended and written down, past what will not go; what lives or is gone is left alone', async () => {
    leave('dead', 'e1');
    leave('stubborn', 'e1');
    leave('slow', 'e1');
    leave('tried before', 'e1', 'remove-failed');
    leave('gone', 'e1', 'removed');
    leave('alive', store.presence.engine);
    await servers.reapLeftovers();
    expect([processes.reaped, Object.fromEntries(states())]).toEqual([
      ['dead', 'stubborn', 'slow', 'tried before'],
      {
        dead: 'removed',
        stubborn: 'remove-failed',
        slow: 'remove-failed',
        'tried before': 'removed',
        gone: 'removed',
        alive: 'created',
      },
    ]);
  });
});
