import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHttp } from '../../adapters/http/http.ts';
import { createModelLibrary } from '../../adapters/model-library/model-library.ts';
import { createProcessRunner } from '../../adapters/process-runner/process-runner.ts';
import { openStore } from '../../adapters/sqlite/store.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { createIds } from '../../adapters/system/ids.ts';
import type { ModelCard } from '../../contract/models.ts';
import { maxBodyBytes, servingRoutes, type RouteId } from '../../contract/serving.ts';
import type { Log, ServerRunner, Store } from '../ports.ts';
import { predict } from './predict.ts';
import { createServers, type Servers } from './servers.ts';

const top = join(import.meta.dirname, '../../..');
const library = createModelLibrary(join(top, 'resources/samples'), []);
const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => 'id', tail: () => [] };
const runner = createProcessRunner({
  entry: join(top, 'src-main/embedded/main.ts'),
  clock: systemClock,
  log: quiet,
});
const http = createHttp();
afterAll(() => http.close());

async function cardOf(id: string): Promise<ModelCard> {
  const found = (await library.list()).find(({ card }) => card.id === id);
  if (found === undefined) throw new Error(`The sample ${id} is missing.`);
  return found.card;
}

describe('with a real model server', () => {
  let home: string;
  let store: Store;
  let servers: Servers;

  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'slipway-predict-'));
    store = openStore(home, systemClock, createIds()).store;
    const { ledger, presence } = store;
    servers = createServers({
      library,
      runner,
      ledger,
      presence,
      ids: createIds(),
      clock: systemClock,
      log: quiet,
    });
  });

  afterAll(async () => {
    await servers.dispose();
    store.close();
    rmSync(home, { recursive: true });
  });

  const ask = (modelId: string, route: RouteId, body: string) =>
    predict({ library, servers, http }, { modelId, route, body });

  it.each(Object.keys(servingRoutes) as RouteId[])(
    'shows the exchange over %s as it was, and the predictions in it',
    async (route) => {
      const { examples } = await cardOf('iris-flowers');
      const body = JSON.stringify(servingRoutes[route].body(examples.slice(0, 1).map(({ row }) => row)));
      const { request, response, predictions, problem, ...rest } = await ask('iris-flowers', route, body);
      const [server] = servers.list();
      expect({ ...rest, request, problem }).toEqual({
        evidence: 'local-process',
        durationMs: expect.any(Number) as number,
        request: {
          method: 'POST',
          url: `${server?.url ?? ''}${servingRoutes[route].path}`,
          headers: {
            'content-type': 'application/json',
            accept: 'application/json',
            'content-length': String(body.length),
            host: new URL(server?.url ?? '').host,
          },
          body,
        },
        problem: undefined,
      });
      expect([
        response.status,
        response.truncated,
        response.headers['x-slipway-instance'],
        predictions,
      ]).toMatchObject([200, false, server?.id, [{ label: 'setosa' }]]);
    },
  );

  it('shows a refusal as a value, with the problem and no predictions', async () => {
    const exchange = await ask('iris-flowers', 'rest', '{"rows":[{"sepal_length":NaN}]}');
    expect([exchange.response.status, exchange.predictions, exchange.problem]).toMatchObject([
      400,
      undefined,
      { code: 'input.not-json', details: 'Line 1, column 26: a value was expected, not NaN.' },
    ]);
  });

  it('shows an answer without whole predictions, and says what is missing', async () => {
    const [example] = (await cardOf('iris-flowers')).examples;
    const body = { ...servingRoutes.oip.body([example?.row ?? {}]), outputs: [{ name: 'label' }] };
    const exchange = await ask('iris-flowers', 'oip', JSON.stringify(body));
    expect([exchange.response.status, exchange.predictions, exchange.problem]).toMatchObject([
      200,
      undefined,
      { code: 'model.failed', details: expect.stringContaining('no tensor scores') as string },
    ]);
  });

  it('cuts what it shows of a long answer, but reads all of it', async () => {
    const [example] = (await cardOf('handwritten-digit')).examples;
    const rows = Array.from({ length: 2_000 }, () => example?.row ?? {});
    const { response, predictions } = await ask('handwritten-digit', 'rest', JSON.stringify({ rows }));
    expect([response.truncated, response.body.length, predictions?.length]).toEqual([
      true,
      256 * 1024,
      2_000,
    ]);
  });

  it('sends nothing that is too large', async () => {
    await expect(ask('iris-flowers', 'rest', 'é'.repeat(maxBodyBytes / 2 + 1))).rejects.toMatchObject({
      record: { code: 'input.too-large' },
    });
  });

  it('names a model that is not known', async () => {
    await expect(ask('roses', 'rest', '{}')).rejects.toMatchObject({ record: { code: 'model.missing' } });
  });

  it('starts a server that was killed anew, without the person noticing', async () => {
    const { examples } = await cardOf('iris-flowers');
    const body = JSON.stringify({ rows: examples.map(({ row }) => row) });
    const before = await servers.start('iris-flowers');
    process.kill(before.pid, 'SIGKILL');
    const answers = await Promise.all([ask('iris-flowers', 'rest', body), ask('iris-flowers', 'rest', body)]);
    const after = await servers.start('iris-flowers');
    expect([after.id === before.id, answers.map(({ predictions }) => predictions?.length)]).toEqual([
      false,
      [4, 4],
    ]);
  });
});

describe('with a server that dies each time', () => {
  let home: string;
  let store: Store;
  let dying: HttpServer;
  let servers: Servers;
  let started: string[];
  let stopped: string[];

  beforeEach(async () => {
    [started, stopped] = [[], []];
    home = mkdtempSync(join(tmpdir(), 'slipway-predict-'));
    store = openStore(home, systemClock, createIds()).store;
    dying = createServer((request) => request.socket.destroy()).listen(0, '127.0.0.1');
    await once(dying, 'listening');
    const { ledger, presence } = store;
    servers = createServers({
      library,
      runner: dyingRunner(),
      ledger,
      presence,
      ids: createIds(),
      clock: systemClock,
      log: quiet,
    });
  });

  afterEach(async () => {
    dying.close();
    await servers.dispose();
    store.close();
    rmSync(home, { recursive: true });
  });

  const dyingRunner = (): ServerRunner => ({
    evidence: 'local-process',
    start: ({ card }, id) => {
      started.push(id);
      const ended = new AbortController();
      const stop = () => {
        stopped.push(id);
        ended.abort();
        return Promise.resolve();
      };
      const url = `http://127.0.0.1:${(dying.address() as AddressInfo).port}`;
      const rest = { evidence: 'local-process', url, pid: 1, startedAt: '', readyMs: 1 } as const;
      return Promise.resolve({ id, modelId: card.id, ...rest, ended: ended.signal, stop });
    },
    reap: () => Promise.resolve(true),
  });

  it('tries twice, then says so', async () => {
    const asked = predict({ library, servers, http }, { modelId: 'iris-flowers', route: 'rest', body: '{}' });
    await expect(asked).rejects.toMatchObject({ record: { code: 'server.stopped' } });
    expect([started.length, stopped]).toEqual([2, started.slice(0, 1)]);
  });

  it('does not try again for somebody who has gone', async () => {
    const stop = new AbortController();
    dying.removeAllListeners('request').on('request', () => stop.abort());
    const asked = predict(
      { library, servers, http },
      { modelId: 'iris-flowers', route: 'rest', body: '{}' },
      stop.signal,
    );
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    expect([started.length, stopped]).toEqual([1, []]);
  });
});
