import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import * as z from 'zod';
import { openStore } from '../../src-main/adapters/sqlite/store.ts';
import { systemClock } from '../../src-main/adapters/system/clock.ts';
import { createIds } from '../../src-main/adapters/system/ids.ts';
import { errorRecord } from '../../src-main/contract/errors.ts';
import { createJobs } from '../../src-main/core/jobs/jobs.ts';

let home: string;
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'slipway-killed-'))));
afterEach(() => rmSync(home, { recursive: true }));

/** Runs an engine in a process of its own and kills it in the middle of a job. */
async function killInTheMiddle(): Promise<void> {
  const child = fork(fileURLToPath(import.meta.resolve('./endless-job.ts')), [home], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  child.kill('SIGKILL');
  await once(child, 'exit');
}

function nextStart() {
  const undone: string[] = [];
  const { store } = openStore(home, systemClock, createIds());
  const undoers = { thing: ({ ref }: { ref: string }) => Promise.resolve(void undone.push(ref)) };
  const jobs = createJobs({
    store,
    clock: systemClock,
    ids: createIds(),
    undoers,
    toErrorRecord: () => errorRecord('internal'),
  });
  jobs.recover();
  const [job] = jobs.list();
  if (job === undefined) throw new Error('The journal is empty.');
  return { store, jobs, job, undone };
}

it('shows a job whose engine was killed as interrupted, with a journal that has no gap', async () => {
  await killInTheMiddle();
  const { store, jobs, job } = nextStart();
  const entries = store.journal.read(job.id, 0, 100_000);
  const saved = entries.flatMap(({ event }) => (event.type === 'checkpointed' ? [event.data] : []));
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
  expect({ state: job.state, checkpoint: job.checkpoint, last: entries.at(-1)?.event.type }).toEqual({
    state: 'interrupted',
    checkpoint: saved.at(-1),
    last: 'interrupted',
  });
  await jobs.dispose();
  store.close();
});

it('resumes it from the checkpoint', async () => {
  await killInTheMiddle();
  const { store, jobs, job } = nextStart();
  const resumed = new Promise((resolve) => {
    jobs.register({
      kind: 'count',
      input: z.object({}),
      title: () => 'Count',
      steps: [],
      resumable: true,
      concurrency: 1,
      run: (context) => {
        resolve(context.checkpoint);
        return Promise.resolve();
      },
    });
  });
  jobs.resume(job.id);
  expect(await resumed).toEqual(job.checkpoint);
  await jobs.dispose();
  store.close();
});

it('discards it, undoing what the ledger says the killed engine had made', async () => {
  await killInTheMiddle();
  const { store, jobs, job, undone } = nextStart();
  const { state } = await jobs.discard(job.id);
  expect({ state, undone }).toEqual({ state: 'discarded', undone: ['made by the killed'] });
  await jobs.dispose();
  store.close();
});
