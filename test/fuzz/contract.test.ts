import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { createRouterClient } from '@orpc/server';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createApp, type App } from '../../src-main/app.ts';
import { ErrorRecord } from '../../src-main/contract/errors.ts';
import { serveWeb, type WebHost } from '../../src-main/hosts/web/serve.ts';
import { garbageFrame } from './garbage.ts';
import { inputFor, proceduresOf, type Procedure } from './procedures.ts';

type Call = (input: unknown, options?: { readonly signal: AbortSignal }) => Promise<unknown>;

const top = resolve(import.meta.dirname, '../..');
const before = process.cwd();
const procedures = proceduresOf();
let home: string;
let app: App;
let web: WebHost;
let socket: WebSocket;
let overSocket: unknown;
let extra: unknown[];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'slipway-fuzz-'));
  // Inputs name files; a relative name must land in here.
  const files = join(home, 'files');
  mkdirSync(files);
  process.chdir(files);
  writeFileSync(
    join(files, 'rows.csv'),
    'sepal_length,sepal_width,petal_length,petal_width\n5.1,3.5,1.4,0.2\n',
  );
  app = createApp({
    host: { kind: 'web' },
    home,
    resources: join(top, 'resources'),
    embeddedEntry: join(top, 'src-main/embedded/main.ts'),
    version: '0.0.0',
  });
  const inputPath = join(files, 'rows.csv');
  const client = createRouterClient(app.router);
  const { jobId } = await client.predictions.startBatch({ modelId: 'iris-flowers', inputPath });
  extra = [jobId, inputPath, join(files, 'result.jsonl'), files];
  web = await serveWeb({ app, root: files, port: 0 });
  socket = await openSocket();
  overSocket = createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }));
}, 60_000);

afterAll(async () => {
  await web.close();
  await app.dispose();
  process.chdir(before);
  rmSync(home, { recursive: true });
});

async function openSocket(): Promise<WebSocket> {
  const { headers } = await fetch(web.newAddress());
  const cookie = headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const opening = new WebSocket(`${web.origin.replace('http', 'ws')}/rpc`, {
    origin: web.origin,
    headers: { cookie },
  });
  await new Promise((opened) => opening.once('open', opened));
  return opening;
}

function callOf(client: unknown, path: readonly string[]): Call {
  return path.reduce<unknown>(
    (node, key) => (node as Readonly<Record<string, unknown>>)[key],
    client,
  ) as Call;
}

/** An answer that fits the contract, or an error that has a name, a cause and a fix; anything else is thrown. */
async function expectLawful(call: Call, { item, output }: Procedure, input: unknown): Promise<void> {
  const abort = new AbortController();
  try {
    const answer = await call(input, { signal: abort.signal });
    if (item === undefined) output.parse(answer);
    else await expectLawfulStream(answer as AsyncGenerator, item, abort);
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error;
    const { code, details } = ErrorRecord.parse(error.data);
    if (code === 'internal') throw new Error(`Not named: ${details}`, { cause: error });
  }
}

/** Reads what is there, or finds that nothing is, then leaves. */
async function expectLawfulStream(
  stream: AsyncGenerator,
  item: Procedure['output'],
  abort: AbortController,
): Promise<void> {
  const first = stream.next().catch((error: unknown) => {
    if (!abort.signal.aborted) throw error;
    return { done: true, value: undefined };
  });
  setTimeout(() => abort.abort(), 20);
  const { done, value } = (await first) as IteratorResult<unknown, unknown>;
  if (done !== true) item.parse(value);
  await stream.return(undefined).catch(() => undefined);
}

it('finds every procedure by itself', () => {
  expect(procedures.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['system.info', 'jobs.watch', 'predictions.create']),
  );
  expect(procedures.filter(({ item }) => item !== undefined).map(({ name }) => name)).toEqual([
    'jobs.watch',
    'jobs.changes',
  ]);
});

describe.each(procedures.map((procedure) => [procedure.name, procedure] as const))('%s', (_, procedure) => {
  // Where nothing is read of the input there is little to find.
  const runs = procedure.fields.length === 0 ? 2 : 120;

  it('answers any value in memory lawfully', async () => {
    const call = callOf(createRouterClient(app.router), procedure.path);
    await fc.assert(
      fc.asyncProperty(inputFor(procedure, extra, 'memory'), (input) => expectLawful(call, procedure, input)),
      { numRuns: runs },
    );
  }, 60_000);

  it('answers any value over a socket lawfully', async () => {
    const call = callOf(overSocket, procedure.path);
    await fc.assert(
      fc.asyncProperty(inputFor(procedure, extra, 'socket'), (input) => expectLawful(call, procedure, input)),
      { numRuns: Math.ceil(runs / 4) },
    );
  }, 60_000);
});

it('survives any frame, and answers the next call on the same socket', async () => {
  const info = callOf(overSocket, ['system', 'info']);
  await fc.assert(
    fc.asyncProperty(fc.array(garbageFrame(procedures), { maxLength: 20 }), async (frames) => {
      for (const frame of frames) socket.send(frame);
      expect(await info(undefined)).toMatchObject({ host: 'web' });
    }),
    { numRuns: 60 },
  );
}, 60_000);

it('is not changed by names that reach for prototypes', () => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});
