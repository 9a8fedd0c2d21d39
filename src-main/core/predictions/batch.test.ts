import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFiles } from '../../adapters/files/files.ts';
import { createHttp } from '../../adapters/http/http.ts';
import { createModelLibrary } from '../../adapters/model-library/model-library.ts';
import { createProcessRunner } from '../../adapters/process-runner/process-runner.ts';
import { openStore } from '../../adapters/sqlite/store.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { createIds } from '../../adapters/system/ids.ts';
import type { Job, JobEvent } from '../../contract/jobs.ts';
import type { BatchInput, BatchResult } from '../../contract/predictions.ts';
import { createJobs, type Jobs } from '../jobs/jobs.ts';
import type { JobKind } from '../jobs/kind.ts';
import type { Log, Store } from '../ports.ts';
import { toErrorRecord } from '../to-error-record.ts';
import { batchKind } from './batch.ts';
import { createServers, type Servers } from './servers.ts';

const top = join(import.meta.dirname, '../../..');
const library = createModelLibrary(join(top, 'resources/samples'), []);
const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => 'id', tail: () => [] };
const system = { clock: systemClock, ids: createIds(), log: quiet };
const runner = createProcessRunner({ entry: join(top, 'src-main/embedded/main.ts'), ...system });
const files = createFiles();
const http = createHttp();
afterAll(() => http.close());

let home: string;
let store: Store;
let servers: Servers;
let jobs: Jobs;
let batch: JobKind<BatchInput, BatchResult>;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'slipway-batch-'));
  open();
});

afterEach(async () => {
  await close();
  rmSync(home, { recursive: true });
});

function open(): void {
  store = openStore(home, systemClock, createIds()).store;
  const { ledger, presence } = store;
  servers = createServers({ library, runner, ledger, presence, ...system });
  batch = batchKind({ library, servers, http, files, ...system });
  const undoers = { file: ({ ref }: { ref: string }) => files.remove(ref) };
  jobs = createJobs({ store, undoers, toErrorRecord: (error) => toErrorRecord(error, quiet), ...system });
  jobs.register(batch);
  jobs.recover();
}

async function close(): Promise<void> {
  await jobs.dispose();
  await servers.dispose();
  store.close();
}

const write = (name: string, content: string) => {
  writeFileSync(join(home, name), content);
  return join(home, name);
};

const start = (inputPath: string, more: Partial<BatchInput> = {}) =>
  jobs.start(batch, { modelId: 'iris-flowers', inputPath, ...more }).id;

/** Resolves with the job once an event of it is wanted; events of the past count. */
async function until(id: string, wanted: (event: JobEvent) => boolean): Promise<Job> {
  for await (const { event } of jobs.watch(id, 0, new AbortController().signal)) if (wanted(event)) break;
  return jobs.get(id);
}

const checkpointed = (id: string) => until(id, ({ type }) => type === 'checkpointed');

const ended = (id: string, attempt = 1) => {
  let started = 0;
  return until(id, (event) => {
    if (event.type === 'started') started = event.attempt;
    return started === attempt && ['succeeded', 'failed', 'cancelled', 'interrupted'].includes(event.type);
  });
};

const saidBy = (id: string) =>
  store.journal.read(id, 0, 1_000).flatMap(({ event }) => (event.type === 'logged' ? event.lines : []));

const header = 'petal_width,sepal_length,sepal_width,petal_length,note';
const line = (index: number) =>
  `${(index % 25) / 10},${4 + (index % 40) / 10},3.${index % 10},${1 + (index % 60) / 10},n${index}`;
const csv = (rows: number) => [header, ...Array.from({ length: rows }, (_, index) => line(index))].join('\n');

describe('every row of a file', () => {
  it('is predicted from CSV into a JSON Lines file beside it, by its number', async () => {
    const path = write('flowers.csv', csv(1_201));
    const job = await ended(start(path));
    const output = join(home, 'flowers.predictions.jsonl');
    expect([job.state, job.progress, job.result]).toEqual([
      'succeeded',
      1,
      {
        outputPath: output,
        rows: 1_201,
        evidence: 'local-process',
        durationMs: expect.any(Number) as number,
      },
    ]);
    const lines = readFileSync(output, 'utf8')
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text) as { row: number; label: string });
    expect(lines.map(({ row }) => row)).toEqual(Array.from({ length: 1_201 }, (_, index) => index + 1));
    expect(lines[0]).toMatchObject({
      row: 1,
      label: 'setosa',
      score: expect.any(Number) as number,
      scores: { setosa: expect.any(Number) as number },
    });
    expect(store.ledger.list({ jobId: job.id })).toMatchObject([
      { kind: 'file', ref: output, state: 'kept' },
    ]);
  });

  it('is predicted from JSON Lines into the file that was named', async () => {
    const row = { sepal_length: 5.1, sepal_width: 3.4, petal_length: 1.5, petal_width: 0.2 };
    const path = write(
      'flowers.jsonl',
      `${JSON.stringify(row)}\n\n${JSON.stringify({ ...row, petal_width: '0.2', extra: [1] })}\n`,
    );
    const output = join(home, 'named.jsonl');
    await ended(start(path, { outputPath: output }));
    const [first, second] = readFileSync(output, 'utf8').split('\n');
    expect([first, second?.replace('"row":2', '"row":1')]).toEqual([
      expect.stringContaining('"label":"setosa"'),
      first,
    ]);
  });

  it('says once which columns the model does not use', async () => {
    const id = start(write('flowers.csv', csv(1_200)));
    await ended(id);
    expect(saidBy(id)).toEqual(['Columns that the model does not use: note']);
  });
});

describe('a row that cannot be predicted', () => {
  it('is named by its number in the file and its column, and the rows before it are kept', async () => {
    const path = write('flowers.csv', `${csv(700)}\nNaN,5,3,1,x\n0.2,5,3,,x\n`);
    const job = await ended(start(path));
    expect([job.state, job.error]).toMatchObject([
      'failed',
      {
        code: 'file.row',
        fields: [
          { path: 'row.701.petal_width', message: '"NaN" is not a finite number' },
          { path: 'row.702.petal_length', message: 'expected a number, found an empty text' },
        ],
        details:
          'A number is not finite.\nrow.701.petal_width: "NaN" is not a finite number\nrow.702.petal_length: expected a number, found an empty text',
      },
    ]);
    expect(readFileSync(join(home, 'flowers.predictions.jsonl'), 'utf8').trimEnd().split('\n').length).toBe(
      500,
    );
  });

  it.each([
    ['no rows', 'flowers.csv', header, 'rows.empty'],
    ['an unknown format', 'flowers.txt', 'x', 'file.format'],
    ['a line that is no JSON', 'flowers.jsonl', '{"a":}', 'file.row'],
  ])('a file with %s is named', async (_title, name, content, code) => {
    expect((await ended(start(write(name, content)))).error?.code).toBe(code);
  });

  it('is named however long it is: requests stay below the limit of a body', async () => {
    const path = write('penguins.jsonl', `${JSON.stringify({ species: 'x'.repeat(900_000) })}\n`.repeat(10));
    const { error } = await ended(start(path, { modelId: 'penguin-mass' }));
    expect([error?.code, error?.fields?.[0]?.path]).toEqual(['file.row', 'row.1.species']);
  });

  it('a file that is missing and a model that is not known are named', async () => {
    const jobsEnded = [
      await ended(start(join(home, 'no.csv'))),
      await ended(start(write('a.csv', csv(1)), { modelId: 'roses' })),
    ];
    expect(jobsEnded.map(({ error }) => error?.code)).toEqual(['file.missing', 'model.missing']);
  });
});

describe('interrupted work', () => {
  const rows = 20_000;

  async function undisturbed(): Promise<string> {
    const output = join(home, 'whole.jsonl');
    await ended(start(write('flowers.csv', csv(rows)), { outputPath: output }));
    return readFileSync(output, 'utf8');
  }

  async function halfDone() {
    const output = join(home, 'part.jsonl');
    const id = start(join(home, 'flowers.csv'), { outputPath: output });
    await checkpointed(id);
    return { id, output };
  }

  async function cancelledHalfway() {
    const { id, output } = await halfDone();
    jobs.cancel(id);
    const { state } = await ended(id);
    return { id, output, state };
  }

  it('goes on after a cancel and ends with the very same bytes', async () => {
    const whole = await undisturbed();
    const { id, output, state } = await cancelledHalfway();
    const left = readFileSync(output, 'utf8');
    appendFileSync(output, '{"row": a line that no checkpoint vouches for');
    jobs.resume(id);
    const again = await ended(id, 2);
    const isPart = left.length > 0 && left.length < whole.length;
    expect([state, isPart, again.state]).toEqual(['cancelled', true, 'succeeded']);
    expect(readFileSync(output, 'utf8') === whole).toBe(true);
  });

  it('goes on in the next engine after this one was closed', async () => {
    const whole = await undisturbed();
    const { id, output } = await halfDone();
    await close();
    open();
    const interrupted = jobs.get(id).state;
    jobs.resume(id);
    expect([interrupted, (await ended(id, 2)).state]).toEqual(['interrupted', 'succeeded']);
    expect(readFileSync(output, 'utf8') === whole).toBe(true);
  });

  it('survives the death of its model server', async () => {
    const whole = await undisturbed();
    const { id, output } = await halfDone();
    for (const { pid } of servers.list()) process.kill(pid, 'SIGKILL');
    expect((await ended(id)).state).toBe('succeeded');
    expect(readFileSync(output, 'utf8') === whole).toBe(true);
  });

  it('starts again when its result was cut or removed meanwhile, and says so', async () => {
    const whole = await undisturbed();
    const { id, output } = await cancelledHalfway();
    truncateSync(output, 10);
    jobs.resume(id);
    await ended(id, 2);
    const saying = saidBy(id).filter((text) => text.includes('starting again'));
    expect([saying.length, readFileSync(output, 'utf8') === whole]).toEqual([1, true]);
  });

  it('does not go on with a file that has changed', async () => {
    write('flowers.csv', csv(rows));
    const { id } = await cancelledHalfway();
    appendFileSync(join(home, 'flowers.csv'), '\n');
    jobs.resume(id);
    expect((await ended(id, 2)).error?.code).toBe('file.changed');
  });

  it('leaves nothing behind when it is discarded', async () => {
    write('flowers.csv', csv(rows));
    const { id, output } = await cancelledHalfway();
    await jobs.discard(id);
    expect(existsSync(output)).toBe(false);
  });
});

it.each([
  ['before the job began', true],
  ['in the moment that the job makes it', false],
])('a file that somebody made %s is neither replaced nor removed', async (_title, seen) => {
  const mine = write('flowers.predictions.jsonl', 'mine');
  const watching = { ...files, exists: () => Promise.resolve(seen) };
  const kind = batchKind({ library, servers, http, files: watching, ...system });
  const { id } = jobs.start(kind, { modelId: 'iris-flowers', inputPath: write('flowers.csv', csv(3)) });
  const { error } = await ended(id);
  jobs.resume(id);
  const again = await ended(id, 2);
  await jobs.discard(id);
  expect([error?.code, again.error?.code]).toEqual(['file.exists', 'file.exists']);
  expect(readFileSync(mine, 'utf8')).toBe('mine');
});
