import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import * as z from 'zod';
import { openStore } from '../../adapters/sqlite/store.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { createIds } from '../../adapters/system/ids.ts';
import type { JobEvent, JobState, JournalEntry } from '../../contract/jobs.ts';
import { errorRecord } from '../../contract/errors.ts';
import { AppError } from '../app-error.ts';
import type { Store } from '../ports.ts';
import { foldJob } from './fold.ts';
import { createJobs, type Jobs } from './jobs.ts';
import type { JobContext, JobKind } from './kind.ts';

let home: string;
let store: Store;
let jobs: Jobs;
let removed: string[];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'slipway-jobs-'));
  removed = [];
  open();
});

afterEach(async () => {
  await jobs.dispose();
  store.close();
  rmSync(home, { recursive: true });
});

function open(): void {
  store = openStore(home, systemClock, createIds()).store;
  jobs = createJobs({
    store,
    clock: systemClock,
    ids: createIds(),
    undoers: {
      thing: ({ ref }) => {
        if (ref === 'stubborn') return Promise.reject(new Error('it will not go'));
        removed.push(ref);
        return Promise.resolve();
      },
    },
    toErrorRecord: (error) =>
      error instanceof AppError ? error.record : errorRecord('internal', { details: String(error) }),
  });
}

function kind(
  run: (context: JobContext) => Promise<unknown>,
  more: Partial<JobKind<object, unknown>> = {},
): JobKind<object, unknown> {
  const steps = [
    { id: 'a', title: 'A', weight: 1 },
    { id: 'b', title: 'B', weight: 3 },
  ];
  return {
    kind: 'test',
    input: z.object({}),
    title: () => 'Test',
    steps,
    resumable: true,
    concurrency: 2,
    run,
    ...more,
  };
}

async function until(id: string, ...states: JobState[]): Promise<void> {
  const done = new AbortController();
  for await (const list of jobs.changes(done.signal)) {
    const job = list.find((one) => one.id === id);
    if (job !== undefined && states.includes(job.state)) return;
  }
}

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')));
  });

function entriesOf(id: string): JournalEntry[] {
  return store.journal.read(id, 0, 10_000);
}

it('records steps, progress and the result of a job, without a gap in the numbers', async () => {
  const work = kind(async (context) => {
    await context.step('a', () => Promise.resolve());
    return context.step('b', (progress) => {
      progress(1, 4, 'rows');
      context.log('hello');
      return Promise.resolve({ answer: 42 });
    });
  });
  const { id } = jobs.start(work, {});
  await until(id, 'succeeded');
  const job = jobs.get(id);
  expect({
    state: job.state,
    progress: job.progress,
    result: job.result,
    steps: job.steps.map(({ state }) => state),
  }).toEqual({
    state: 'succeeded',
    progress: 1,
    result: { answer: 42 },
    steps: ['done', 'done'],
  });
  const entries = entriesOf(id);
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
  expect(entries.map(({ event }) => event.type)).toEqual([
    'created',
    'started',
    'step-started',
    'step-finished',
    'step-started',
    'step-progressed',
    'logged',
    'step-finished',
    'succeeded',
  ]);
});

it('stores the job that folding its journal gives', async () => {
  const { id } = jobs.start(
    kind((context) => context.step('a', () => Promise.reject(new AppError('file.missing')))),
    {},
  );
  await until(id, 'failed');
  const folded = entriesOf(id).reduce<ReturnType<typeof foldJob> | undefined>(foldJob, undefined);
  expect(jobs.get(id)).toEqual(JSON.parse(JSON.stringify(folded)));
  expect(jobs.get(id).error?.code).toBe('file.missing');
});

it('cancels through the signal and can resume from the checkpoint', async () => {
  let seen: unknown;
  let attempt = 0;
  const work = kind(async (context) => {
    attempt += 1;
    seen = context.checkpoint;
    if (attempt === 2) return 'done';
    context.saveCheckpoint({ rows: 7 });
    return context.step('a', () => untilAborted(context.signal));
  });
  jobs.register(work);
  const { id } = jobs.start(work, {});
  await until(id, 'running');
  jobs.cancel(id);
  await until(id, 'cancelled');
  expect(jobs.get(id).steps[0]?.state).toBe('stopped');
  jobs.resume(id);
  await until(id, 'succeeded');
  expect({ seen, attempt: jobs.get(id).attempt }).toEqual({ seen: { rows: 7 }, attempt: 2 });
});

it('refuses what the state does not allow, and an unknown job, by name', async () => {
  const { id } = jobs.start(
    kind(() => Promise.resolve()),
    {},
  );
  await until(id, 'succeeded');
  const codeOf = (act: () => unknown) => {
    try {
      act();
      return undefined;
    } catch (error) {
      return error instanceof AppError ? error.record.code : error;
    }
  };
  expect([
    codeOf(() => jobs.cancel(id)),
    codeOf(() => jobs.resume(id)),
    codeOf(() => jobs.get('nothing')),
  ]).toEqual(['job.state', 'job.state', 'job.missing']);
  await expect(jobs.discard(id)).rejects.toMatchObject({ record: { code: 'job.state' } });
});

it('discards by undoing the ledger, newest first, but not what the job kept', async () => {
  const work = kind(async (context) => {
    for (const ref of ['one', 'two', 'three']) {
      const entry = await context.create({ kind: 'thing', ref, data: {} }, () => Promise.resolve());
      if (ref === 'two') context.keep(entry);
    }
    throw new AppError('model.failed');
  });
  const { id } = jobs.start(work, {});
  await until(id, 'failed');
  const job = await jobs.discard(id);
  expect({ state: job.state, removed }).toEqual({ state: 'discarded', removed: ['three', 'one'] });
});

it('says what could not be undone, removes the rest, and stays open for another try', async () => {
  const work = kind(async (context) => {
    for (const ref of ['one', 'stubborn'])
      await context.create({ kind: 'thing', ref, data: {} }, () => Promise.resolve());
    throw new AppError('model.failed');
  });
  const { id } = jobs.start(work, {});
  await until(id, 'failed');
  await expect(jobs.discard(id)).rejects.toMatchObject({
    record: { code: 'job.undo-failed', details: 'thing stubborn: it will not go' },
  });
  expect({ removed, state: jobs.get(id).state }).toEqual({ removed: ['one'], state: 'failed' });
  expect(store.ledger.list({ jobId: id }).map(({ state }) => state)).toEqual(['removed', 'remove-failed']);
});

it('writes the ledger before the call that creates', async () => {
  let duringCall: string | undefined;
  const work = kind(async (context) => {
    await context.create({ kind: 'thing', ref: 'x', data: {} }, () => {
      duringCall = context.resources()[0]?.state;
      return Promise.resolve();
    });
  });
  const { id } = jobs.start(work, {});
  await until(id, 'succeeded');
  expect([duringCall, store.ledger.list({ jobId: id })[0]?.state]).toEqual(['planned', 'created']);
});

it('replays a journal from any point and then goes live until the end', async () => {
  let release = (): void => undefined;
  const work = kind(async (context) => {
    await context.step('a', () => new Promise<void>((resolve) => (release = resolve)));
  });
  const { id } = jobs.start(work, {});
  await until(id, 'running');
  const seen: number[] = [];
  for await (const entry of jobs.watch(id, 1, new AbortController().signal)) {
    seen.push(entry.seq);
    if (entry.event.type === 'step-started') release();
  }
  expect(seen).toEqual([2, 3, 4, 5]);
});

it('marks running jobs as interrupted when it is closed, and resumes them in a later process', async () => {
  const work = kind((context) => untilAborted(context.signal));
  const { id } = jobs.start(work, {});
  await until(id, 'running');
  await jobs.dispose();
  store.close();
  open();
  expect(jobs.get(id).state).toBe('interrupted');
  jobs.register(kind(() => Promise.resolve('late')));
  jobs.resume(id);
  await until(id, 'succeeded');
});

it('interrupts what a dead engine left running and leaves the jobs of a living one alone', () => {
  const created = (engine: string): JobEvent => ({
    type: 'created',
    kind: 'test',
    title: 'T',
    input: {},
    steps: [],
    resumable: true,
    engine,
  });
  store.journal.append('of-the-dead', created('gone'), foldJob);
  store.journal.append('of-the-dead', { type: 'started', attempt: 1, engine: 'gone' }, foldJob);
  const other = openStore(home, systemClock, createIds()).store;
  store.journal.append('of-the-living', created(other.presence.engine), foldJob);
  jobs.recover();
  expect([jobs.get('of-the-dead').state, jobs.get('of-the-living').state]).toEqual(['interrupted', 'queued']);
  other.close();
});

it('runs no more of a kind at once than the kind allows', async () => {
  let now = 0;
  let most = 0;
  const work = kind(
    async () => {
      now += 1;
      most = Math.max(most, now);
      await Promise.resolve();
      now -= 1;
    },
    { concurrency: 1 },
  );
  const ids = [1, 2, 3].map(() => jobs.start(work, {}).id);
  for (const id of ids) await until(id, 'succeeded');
  expect(most).toBe(1);
});

it('cancels a job that another process asks to cancel', async () => {
  const work = kind((context) => untilAborted(context.signal));
  const { id } = jobs.start(work, {});
  await until(id, 'running');
  const other = openStore(home, systemClock, createIds()).store;
  other.journal.append(id, { type: 'cancel-requested' }, foldJob);
  await until(id, 'cancelled');
  other.close();
});
