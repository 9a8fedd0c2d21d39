import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import * as z from 'zod';
import { openStore } from '../../adapters/sqlite/store.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { createIds } from '../../adapters/system/ids.ts';
import { errorRecord } from '../../contract/errors.ts';
import type { JobEvent, JobState } from '../../contract/jobs.ts';
import type { Store } from '../ports.ts';
import { foldJob } from './fold.ts';
import { createJobs, type Jobs } from './jobs.ts';
import type { JobContext, JobKind } from './kind.ts';

let home: string;
let engines: Engine[];

interface Engine {
  readonly store: Store;
  readonly jobs: Jobs;
  /** What the engine had to report instead of ending. */
  readonly reported: unknown[];
}

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'slipway-engines-'));
  engines = [];
});

afterEach(async () => {
  for (const { jobs, store } of engines) {
    await jobs.dispose();
    store.close();
  }
  rmSync(home, { recursive: true });
});

/** One more engine on the same state folder. */
function engine(): Engine {
  const { store } = openStore(home, systemClock, createIds());
  const reported: unknown[] = [];
  const toErrorRecord = (error: unknown) => {
    reported.push(error);
    return errorRecord('internal');
  };
  const jobs = createJobs({ store, clock: systemClock, ids: createIds(), undoers: {}, toErrorRecord });
  const one = { store, jobs, reported };
  engines.push(one);
  return one;
}

function kind(run: (context: JobContext) => Promise<unknown>, concurrency = 1): JobKind<object, unknown> {
  return {
    kind: 'test',
    input: z.object({}),
    title: () => 'Test',
    steps: [],
    resumable: true,
    concurrency,
    run,
  };
}

const created = (engine: string): JobEvent => ({
  type: 'created',
  kind: 'test',
  title: 'Test',
  input: {},
  steps: [],
  resumable: true,
  engine,
});

const untilAborted = ({ signal }: JobContext) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));

async function until({ jobs }: Engine, id: string, state: JobState): Promise<void> {
  for await (const list of jobs.changes(new AbortController().signal))
    if (list.find((job) => job.id === id)?.state === state) return;
}

const typesOf = ({ store }: Engine, id: string) =>
  store.journal.read(id, 0, 1000).map(({ event }) => event.type);

it('lets only one of two engines resume the same job', async () => {
  const [first, second] = [engine(), engine()];
  let runs = 0;
  const work = kind((context) => {
    runs += 1;
    return untilAborted(context);
  });
  first.store.journal.append('j', created('gone'), foldJob);
  first.jobs.recover();
  for (const { jobs } of [first, second]) jobs.register(work);
  first.jobs.resume('j');
  expect(() => second.jobs.resume('j')).toThrow(
    expect.objectContaining({
      record: errorRecord('job.state', {
        details: 'Job j is running; resume needs interrupted or cancelled or failed.',
      }),
    }) as Error,
  );
  await until(second, 'j', 'running');
  expect([runs, typesOf(first, 'j')]).toEqual([1, ['created', 'interrupted', 'started']]);
});

it('does not start a job that another engine has discarded while it waited for its turn', async () => {
  const [first, second] = [engine(), engine()];
  let release = (): void => undefined;
  const begun: string[] = [];
  const work = kind((context) => {
    begun.push(context.jobId);
    return new Promise<void>((resolve) => (release = resolve));
  });
  first.jobs.register(work);
  first.store.journal.append('waiting', created('gone'), foldJob);
  first.jobs.recover();
  const { id } = first.jobs.start(work, {});
  first.jobs.resume('waiting');
  await second.jobs.discard('waiting');
  release();
  await until(first, id, 'succeeded');
  expect([begun, first.jobs.get('waiting').state]).toEqual([[id], 'discarded']);
});

it('does not start a job that another engine has cancelled while it waited for its turn', async () => {
  const [first, second] = [engine(), engine()];
  let release = (): void => undefined;
  const work = kind(() => new Promise<void>((resolve) => (release = resolve)));
  const running = first.jobs.start(work, {});
  const waiting = first.jobs.start(work, {});
  second.jobs.cancel(waiting.id);
  release();
  await until(first, running.id, 'succeeded');
  await until(first, waiting.id, 'cancelled');
  expect(typesOf(first, waiting.id)).toEqual(['created', 'cancel-requested', 'cancelled']);
});

it('marks a job of a dead engine once, however many engines start', () => {
  const [first, second] = [engine(), engine()];
  first.store.journal.append('j', created('gone'), foldJob);
  first.jobs.recover();
  second.jobs.recover();
  expect(typesOf(second, 'j')).toEqual(['created', 'interrupted']);
});

it('shows the jobs of another engine as they change', async () => {
  const [first, second] = [engine(), engine()];
  const { id } = first.jobs.start(kind(untilAborted), {});
  await until(second, id, 'running');
  first.jobs.cancel(id);
  await until(second, id, 'cancelled');
  expect(second.jobs.get(id)).toEqual(first.jobs.get(id));
});

it('numbers what two engines write to one job without a gap', () => {
  const [first, second] = [engine(), engine()];
  first.store.journal.append('j', created('gone'), foldJob);
  for (let index = 0; index < 50; index += 1)
    for (const { store } of [first, second])
      store.journal.append('j', { type: 'checkpointed', data: index }, foldJob);
  const seqs = second.store.journal.read('j', 0, 1000).map(({ seq }) => seq);
  expect(seqs).toEqual(Array.from({ length: 101 }, (_, index) => index + 1));
});

it('goes on as a program when its journal can no longer be written', async () => {
  const broken = engine();
  let fail = (): void => undefined;
  const { id } = broken.jobs.start(
    kind((context) => {
      context.log('gathered, to be written a moment later');
      return new Promise<void>((resolve) => (fail = resolve));
    }),
    {},
  );
  broken.store.close();
  fail();
  await broken.jobs.dispose();
  engines = [];
  expect(broken.reported).toEqual([expect.objectContaining({ message: 'database is not open' })]);
  const next = engine();
  next.jobs.recover();
  expect(next.jobs.get(id).state).toBe('interrupted');
});

it('replays a journal of ten thousand entries page by page, each once', async () => {
  const { store, jobs } = engine();
  store.journal.append('j', created('gone'), foldJob);
  for (let index = 2; index < 10_000; index += 1)
    store.journal.append('j', { type: 'checkpointed', data: index }, foldJob);
  jobs.recover();
  store.journal.append('j', { type: 'discarded' }, foldJob);
  const seen: number[] = [];
  for await (const { seq } of jobs.watch('j', 0, new AbortController().signal)) seen.push(seq);
  expect(seen).toEqual(Array.from({ length: 10_001 }, (_, index) => index + 1));
});
