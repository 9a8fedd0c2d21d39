import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, truncateSync, writeFileSync, readFileSync } from 'node:fs';
import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entry, forkServer, samples } from './testing/fork-server.ts';

const iris = join(samples, 'iris-flowers');
const flower = { sepal_length: 5.1, sepal_width: 3.4, petal_length: 1.5, petal_width: 0.2 };

/** Resolves once nothing answers at the address any more. */
async function untilGone(url: string): Promise<void> {
  for (;;) {
    try {
      await fetch(`${url}/ping`, { headers: { connection: 'close' } });
    } catch {
      return;
    }
  }
}

describe('asked to end', () => {
  it('finishes the request under way, takes no new one, and ends without fault', async () => {
    await using server = await forkServer(iris);
    const body = JSON.stringify({ rows: [flower] });
    const headers = {
      'content-type': 'application/json',
      'content-length': body.length,
      expect: '100-continue',
    };
    const call = request(`${server.url}/v1/predict`, { method: 'POST', headers, agent: false });
    call.flushHeaders();
    await once(call, 'continue');
    const exit = once(server.child, 'exit');
    server.child.kill('SIGTERM');
    await untilGone(server.url);
    call.end(body);
    const [response] = (await once(call, 'response')) as [IncomingMessage];
    const answer = JSON.parse(await text(response)) as unknown;
    expect([response.statusCode, response.headers.connection, answer]).toMatchObject([
      200,
      'close',
      { predictions: [{ label: 'setosa' }] },
    ]);
    expect(await exit).toEqual([0, null]);
  });

  it('lets go of a client that does not finish', async () => {
    await using server = await forkServer(iris);
    const headers = { 'content-type': 'application/json', 'content-length': 100, expect: '100-continue' };
    const call = request(`${server.url}/v1/predict`, { method: 'POST', headers, agent: false });
    call.flushHeaders();
    await once(call, 'continue');
    const broken = once(call, 'error');
    const exit = once(server.child, 'exit');
    server.child.kill('SIGTERM');
    await broken;
    expect(await exit).toEqual([0, null]);
  });

  it('ends when its starter closes the channel', async () => {
    await using server = await forkServer(iris);
    const exit = once(server.child, 'exit');
    server.child.disconnect();
    expect(await exit).toEqual([0, null]);
  });

  it('does not end by Ctrl+C, which its starter also gets', async () => {
    await using server = await forkServer(iris);
    server.child.kill('SIGINT');
    expect((await fetch(`${server.url}/ping`)).status).toBe(200);
  });
});

it('ends with its starter, even when that is killed', async () => {
  const script = `
    const child = require('node:child_process').fork(process.argv[1], [process.argv[2], 'orphan'], { execArgv: [] });
    child.on('message', ({ port }) => process.stdout.write(String(port)));`;
  const starter = spawn(process.execPath, ['-e', script, entry, iris], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = (await once(starter.stdout, 'data')) as [Buffer];
  const url = `http://127.0.0.1:${String(port)}`;
  const answered = await fetch(`${url}/ping`);
  starter.kill('SIGKILL');
  await once(starter, 'exit');
  await untilGone(url);
  expect(answered.headers.get('x-slipway-instance')).toBe('orphan');
});

describe('started by hand', () => {
  const byHand = (parameters: readonly string[], environment: NodeJS.ProcessEnv) =>
    spawn(process.execPath, [entry, ...parameters], {
      stdio: ['ignore', 'inherit', 'pipe'],
      env: { ...process.env, ...environment },
    });

  it('serves on PORT, says so, answers on the paths that Vertex AI sets, and ends by Ctrl+C', async () => {
    const port = await freePort();
    const child = byHand([iris], {
      PORT: String(port),
      AIP_HEALTH_ROUTE: '/am-i-well',
      AIP_PREDICT_ROUTE: '/v1/endpoints/7:predict',
    });
    const exit = once(child, 'exit');
    const [said] = (await once(child.stderr, 'data')) as [Buffer];
    const health = await fetch(`http://127.0.0.1:${port}/am-i-well`);
    const answer = await fetch(`http://127.0.0.1:${port}/v1/endpoints/7:predict`, {
      method: 'POST',
      body: new Blob([JSON.stringify({ instances: [flower] })]),
    });
    child.kill('SIGINT');
    expect([String(said).trim(), health.status, await answer.json(), await exit]).toMatchObject([
      `Serving ${iris} at http://127.0.0.1:${port}`,
      200,
      { predictions: [{ label: 'setosa' }] },
      [0, null],
    ]);
  });

  it('names a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const child = byHand([iris], { PORT: String(port) });
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit') as Promise<[number]>]);
    other.close();
    expect([code, said.split('\n')[0], said]).toEqual([
      1,
      'The port is already in use.',
      expect.stringContaining('Set PORT to another number.'),
    ]);
  });

  it('names a model that was not named', async () => {
    const child = byHand([], {});
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit') as Promise<[number]>]);
    expect([code, said]).toEqual([1, expect.stringContaining('Name the folder of a model')]);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('a model folder that cannot be served', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'slipway-model-'));
    cpSync(iris, folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const changeCard = (change: (card: Record<string, unknown>) => void) => {
    const path = join(folder, 'model.json');
    const card = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    change(card);
    writeFileSync(path, JSON.stringify(card));
  };

  it.each<[string, () => void, string]>([
    ['no model file', () => rmSync(join(folder, 'model.onnx')), 'model.onnx'],
    ['no card', () => rmSync(join(folder, 'model.json')), 'model.json'],
    ['a card that is not one', () => writeFileSync(join(folder, 'model.json'), '{"id": 1}'), 'signature: '],
    ['a card that is not JSON', () => writeFileSync(join(folder, 'model.json'), '{'), 'SyntaxError'],
    ['an empty model file', () => truncateSync(join(folder, 'model.onnx'), 0), 'slipway-model-'],
    [
      'a model file cut short',
      () => truncateSync(join(folder, 'model.onnx'), 300),
      'Protobuf parsing failed',
    ],
    [
      'a model file that is something else',
      () => writeFileSync(join(folder, 'model.onnx'), 'a poem'),
      'slipway-model-',
    ],
    [
      'an output that is not there',
      () => changeCard((card) => Object.assign(card['onnx'] as object, { output: 'nothing' })),
      'nothing',
    ],
    [
      'another model’s file',
      () => cpSync(join(samples, 'penguin-mass/model.onnx'), join(folder, 'model.onnx')),
      'slipway-model-',
    ],
    [
      'labels in another order',
      () =>
        changeCard((card) =>
          (card['signature'] as { output: { labels: unknown[] } }).output.labels.reverse(),
        ),
      'Expected for the first example',
    ],
  ])('%s is named before anything is served', async (_title, damage, details) => {
    damage();
    await expect(forkServer(folder)).rejects.toMatchObject({
      record: { code: 'model.unreadable', details: expect.stringContaining(details) as string },
    });
  });

  it('a computer without the runtime’s libraries is named, with what to install', async () => {
    const hook = `import { registerHooks } from 'node:module';
      registerHooks({ resolve: (name, context, next) => {
        if (name === 'onnxruntime-node') throw new Error('libonnxruntime.so.1: cannot open shared object file');
        return next(name, context);
      } });`;
    const options = `--import=data:text/javascript,${encodeURIComponent(hook)}`;
    await expect(forkServer(folder, 'test', { NODE_OPTIONS: options })).rejects.toMatchObject({
      record: {
        code: 'server.start-failed',
        cause: 'The ONNX Runtime library cannot be loaded on this computer.',
        details: 'libonnxruntime.so.1: cannot open shared object file',
      },
    });
  });

  it('a folder that does not exist is named', async () => {
    await expect(forkServer(join(folder, 'nowhere'))).rejects.toMatchObject({
      record: { code: 'model.unreadable' },
    });
  });
});
