import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src-main/adapters/sqlite/store.ts';
import { systemClock } from '../../src-main/adapters/system/clock.ts';
import { createIds } from '../../src-main/adapters/system/ids.ts';
import type { Job, JobEvent } from '../../src-main/contract/jobs.ts';
import { foldJob } from '../../src-main/core/jobs/fold.ts';

const program = join(import.meta.dirname, '../../out/main/cli.js');
const built = existsSync(program);

let home: string;
let children: ChildProcess[];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'slipway-built-'));
  children = [];
});
afterEach(async () => {
  for (const child of children)
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  rmSync(home, { recursive: true });
});

interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** A command that runs, with what it has written so far. */
function start(words: readonly string[], more: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [program, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, SLIPWAY_HOME: join(home, 'state'), ...more },
  });
  children.push(child);
  let [out, err] = ['', ''];
  const waiting = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    for (const look of waiting) look();
  });
  const ended = once(child, 'close').then(([status]): Ended => ({
    status: status as number | null,
    out,
    err,
  }));
  const says = (pattern: RegExp) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!pattern.test(err)) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return { child, ended, says };
}

const slipway = (...words: string[]) => start(words).ended;

async function job(...words: string[]): Promise<Job> {
  return JSON.parse((await slipway('jobs', ...words, '--json')).out) as Job;
}

async function onlyJob(): Promise<Job> {
  const [first] = JSON.parse((await slipway('jobs', 'list', '--json')).out) as Job[];
  if (first === undefined) throw new Error('There is no job.');
  return first;
}

/** A file that takes seconds to predict. */
function largeFile(rows: number): string {
  const path = join(home, 'flowers.csv');
  writeFileSync(
    path,
    `sepal_length,sepal_width,petal_length,petal_width\n${'5.1,3.5,1.4,0.2\n'.repeat(rows)}`,
  );
  return path;
}

const predicting = /Predict the rows/;

describe.skipIf(!built)(`the built program${built ? '' : ' (out/main/cli.js is not built)'}`, () => {
  it('keeps all state in SLIPWAY_HOME, and writes no colours', async () => {
    const { status, out, err } = await start(['models', 'list'], { HOME: home, FORCE_COLOR: '1' }).ended;
    expect([status, readdirSync(home), (out + err).includes('\u001b')]).toEqual([0, ['state'], false]);
    expect(out).toContain('iris-flowers');
  });

  it('takes no offence at a reader that has seen enough', async () => {
    const { child, ended } = start(['models', 'show', 'handwritten-digit', '--json']);
    child.stdout.destroy();
    expect(await ended).toMatchObject({ status: 0, err: '' });
  });

  it('prints one JSON document for a command line that it does not understand', async () => {
    const { status, out } = await slipway('frobnicate', '--json');
    expect([status, JSON.parse(out)]).toMatchObject([2, { error: { code: 'command.usage' } }]);
  });

  it('stays with a job of another process, though nothing of its own keeps it alive, until that job rests', async () => {
    const { store } = openStore(join(home, 'state'), systemClock, createIds());
    const append = (event: JobEvent) => store.journal.append('foreign', event, foldJob);
    const { engine } = store.presence;
    append({ type: 'created', kind: 'k', title: 'Foreign', input: {}, steps: [], resumable: false, engine });
    append({ type: 'started', attempt: 1, engine });
    const watching = start(['jobs', 'watch', 'foreign', '--json']);
    await watching.says(/running/);
    append({ type: 'succeeded', result: 42 });
    const { status, out, err } = await watching.ended;
    store.close();
    expect([status, (JSON.parse(out) as Job).result, err]).toEqual([
      0,
      42,
      '  0 %  running\n100 %  succeeded\n',
    ]);
  });

  it('stops watching on Ctrl+C, and leaves the job alone', async () => {
    const { store } = openStore(join(home, 'state'), systemClock, createIds());
    const { engine } = store.presence;
    const created: JobEvent = {
      type: 'created',
      kind: 'k',
      title: 'F',
      input: {},
      steps: [],
      resumable: false,
      engine,
    };
    store.journal.append('foreign', created, foldJob);
    const watching = start(['jobs', 'watch', 'foreign', '--json']);
    await watching.says(/queued/);
    watching.child.kill('SIGINT');
    const { status, out } = await watching.ended;
    const left = store.journal.job('foreign')?.state;
    store.close();
    expect([status, (JSON.parse(out) as Job).state, left]).toEqual([2, 'queued', 'queued']);
  });

  it('cancels a running job on the first Ctrl+C, and can resume or discard it', async () => {
    const running = start(['predict-file', 'iris-flowers', largeFile(400_000), '--json']);
    await running.says(predicting);
    running.child.kill('SIGINT');
    const { status, out, err } = await running.ended;
    const { id, state } = JSON.parse(out) as Job;
    expect([status, state]).toEqual([2, 'cancelled']);
    expect(err).toContain(`slipway jobs discard ${id} undoes it.`);
    expect([(await job('discard', id)).state, existsSync(join(home, 'flowers.predictions.jsonl'))]).toEqual([
      'discarded',
      false,
    ]);
  });

  it('ends at the second Ctrl+C, even when the model server does not react', async () => {
    const running = start(['predict-file', 'iris-flowers', largeFile(400_000)]);
    await running.says(predicting);
    const { store } = openStore(join(home, 'state'), systemClock, createIds());
    const server = Number(store.ledger.list({ kind: 'process' })[0]?.data['pid']);
    store.close();
    process.kill(server, 'SIGSTOP');
    running.child.kill('SIGINT');
    await running.says(/cancelled/);
    running.child.kill('SIGINT');
    const { status } = await running.ended;
    process.kill(server, 'SIGKILL');
    expect([status, running.child.signalCode, (await onlyJob()).state]).toEqual([
      null,
      'SIGINT',
      'cancelled',
    ]);
  });

  it('goes on after kill -9 in the middle of a file, with each row once', async () => {
    const running = start(['predict-file', 'iris-flowers', largeFile(40_000)]);
    await running.says(predicting);
    running.child.kill('SIGKILL');
    await running.ended;
    const { id, state } = await onlyJob();
    const resumed = await job('resume', id);
    const lines = readFileSync(join(home, 'flowers.predictions.jsonl'), 'utf8').trimEnd().split('\n');
    const numbers = lines.map((line) => (JSON.parse(line) as { row: number }).row);
    expect([state, resumed.state, resumed.attempt]).toEqual(['interrupted', 'succeeded', 2]);
    expect(numbers).toEqual(Array.from({ length: 40_000 }, (_, index) => index + 1));
  });
});
