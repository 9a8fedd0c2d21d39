import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobEvent } from '../../contract/jobs.ts';
import { AppError } from '../../core/app-error.ts';
import { foldJob } from '../../core/jobs/fold.ts';
import { systemClock } from '../system/clock.ts';
import { createIds } from '../system/ids.ts';
import { migrations } from './migrations.ts';
import { migrate, openDatabase } from './open-database.ts';
import { openStore } from './store.ts';

let home: string;
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'slipway-store-'))));
afterEach(() => rmSync(home, { recursive: true }));

const now = () => new Date('2026-01-02T03:04:05.678Z');
const pathIn = (folder: string) => join(folder, 'slipway.sqlite');

describe('opening', () => {
  it('sets a file aside that is not a database, keeps its bytes, and reports it', () => {
    writeFileSync(pathIn(home), 'this is no database, but it may matter to somebody');
    const { database, notice } = openDatabase(pathIn(home), now);
    const aside = `${pathIn(home)}.corrupt-2026-01-02T03-04-05.678Z`;
    expect(notice).toMatchObject({
      code: 'storage.corrupt',
      details: expect.stringContaining(aside) as string,
    });
    expect(readFileSync(aside, 'utf8')).toBe('this is no database, but it may matter to somebody');
    database.close();
  });

  it('sets a database aside whose pages are damaged', () => {
    const { store } = openStore(home, systemClock, createIds());
    for (let index = 0; index < 400; index += 1) store.documents.set(`key-${index}`, 'x'.repeat(400));
    store.close();
    const bytes = readFileSync(pathIn(home));
    bytes.fill(0xab, 4096 * 3, 4096 * 20);
    writeFileSync(pathIn(home), bytes);
    const { database, notice } = openDatabase(pathIn(home), now);
    expect(notice?.code).toBe('storage.corrupt');
    expect(database.prepare('SELECT count(*) AS n FROM documents').get()).toEqual({ n: 0 });
    database.close();
  });

  it.each([
    ['cut off in the middle', (path: string) => truncateSync(path, statSync(path).size / 2)],
    ['overwritten with zeros', (path: string) => writeFileSync(path, Buffer.alloc(20_000))],
  ])('sets a database aside that was %s', (_, damage) => {
    const { store } = openStore(home, systemClock, createIds());
    for (let index = 0; index < 400; index += 1) store.documents.set(`key-${index}`, 'x'.repeat(400));
    store.close();
    damage(pathIn(home));
    const { database, notice } = openDatabase(pathIn(home), now);
    expect([notice?.code, database.prepare('SELECT count(*) AS n FROM documents').get()]).toEqual([
      'storage.corrupt',
      { n: 0 },
    ]);
    database.close();
  });

  it('begins anew in an empty file, without a notice', () => {
    writeFileSync(pathIn(home), '');
    const { database, notice } = openDatabase(pathIn(home), now);
    expect([notice, database.prepare('SELECT count(*) AS n FROM documents').get()]).toEqual([
      undefined,
      { n: 0 },
    ]);
    database.close();
  });

  it('keeps what was written when the write-ahead log is damaged', () => {
    const { store } = openStore(home, systemClock, createIds());
    store.documents.set('kept', true);
    store.close();
    writeFileSync(`${pathIn(home)}-wal`, 'garbage'.repeat(100));
    const second = openStore(home, systemClock, createIds());
    expect([second.notice, second.store.documents.get('kept')]).toEqual([undefined, true]);
    second.store.close();
  });

  it('does not touch a database of a newer version', () => {
    const newer = new DatabaseSync(pathIn(home));
    newer.exec('CREATE TABLE later (x); PRAGMA user_version = 999');
    newer.close();
    expect(() => openDatabase(pathIn(home), now)).toThrow(AppError);
    const after = new DatabaseSync(pathIn(home));
    expect(after.prepare('SELECT count(*) AS n FROM later').get()).toEqual({ n: 0 });
    after.close();
  });

  it('names a state folder that cannot be made', () => {
    writeFileSync(join(home, 'file'), '');
    expect(() => openDatabase(join(home, 'file', 'below', 'x.sqlite'), now)).toThrow(
      expect.objectContaining({
        record: expect.objectContaining({ code: 'storage.unavailable' }) as unknown,
      }) as Error,
    );
  });
});

describe('a state folder that is in use or in the way', () => {
  const unavailable = expect.objectContaining({
    record: expect.objectContaining({ code: 'storage.unavailable' }) as unknown,
  }) as Error;

  it('is named when the folder of the engines cannot be made', () => {
    writeFileSync(join(home, 'engines'), '');
    expect(() => openStore(home, systemClock, createIds())).toThrow(unavailable);
  });

  it('is named when a damaged database cannot be set aside', () => {
    writeFileSync(pathIn(home), 'damaged beyond use');
    mkdirSync(`${pathIn(home)}.corrupt-2026-01-02T03-04-05.678Z/full`, { recursive: true });
    expect(() => openDatabase(pathIn(home), now)).toThrow(unavailable);
    expect(readFileSync(pathIn(home), 'utf8')).toBe('damaged beyond use');
  });

  it('serves two engines, which see what the other writes', () => {
    const [first, second] = [1, 2].map(() => openStore(home, systemClock, createIds()).store);
    if (first === undefined || second === undefined) throw new Error('There are two.');
    const before = second.journal.foreignVersion();
    first.documents.set('theme', 'dark');
    const entry = first.ledger.plan({ kind: 'file', ref: '/x', data: {} });
    expect({
      theme: second.documents.get('theme'),
      ledger: second.ledger.change(entry.id, { state: 'removed' }).state,
      noticed: second.journal.foreignVersion() !== before,
      alive: [first.presence.isAlive(second.presence.engine), second.presence.isAlive(first.presence.engine)],
    }).toEqual({ theme: 'dark', ledger: 'removed', noticed: true, alive: [true, true] });
    first.close();
    expect(second.presence.isAlive(first.presence.engine)).toBe(false);
    second.close();
  });
});

describe('migrations', () => {
  it.each(migrations.map((_, index) => index))(
    'step %i takes a database of the step before, and its rows, along',
    (index) => {
      const database = new DatabaseSync(':memory:');
      migrate(database, 'memory', migrations.slice(0, index));
      const tables = () =>
        database
          .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
          .all()
          .map(({ name }) => name);
      const before = tables();
      migrate(database, 'memory', migrations.slice(0, index + 1));
      expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: index + 1 });
      expect(tables()).toEqual(expect.arrayContaining(before));
      database.close();
    },
  );
});

describe('state', () => {
  it('keeps documents, journal and ledger over a restart', () => {
    const first = openStore(home, systemClock, createIds()).store;
    first.documents.set('settings', { theme: 'dark' });
    const created: JobEvent = {
      type: 'created',
      kind: 'k',
      title: 't',
      input: { a: 1 },
      steps: [],
      resumable: false,
      engine: 'e',
    };
    const job = first.journal.append('j1', created, foldJob);
    const entry = first.ledger.plan({ kind: 'file', ref: '/x', data: { n: 1 }, jobId: 'j1' });
    first.ledger.change(entry.id, { state: 'created' });
    first.close();
    const second = openStore(home, systemClock, createIds()).store;
    expect(second.documents.get('settings')).toEqual({ theme: 'dark' });
    expect(second.journal.jobs(10)).toEqual([job]);
    expect(second.ledger.list({ jobId: 'j1' })).toMatchObject([
      { ref: '/x', state: 'created', data: { n: 1 } },
    ]);
    second.close();
  });

  it('appends nothing when the event does not fit the job', () => {
    const { store } = openStore(home, systemClock, createIds());
    expect(() => store.journal.append('j', { type: 'cancelled' }, foldJob)).toThrow();
    expect([store.journal.read('j', 0, 10), store.journal.job('j')]).toEqual([[], undefined]);
    store.close();
  });
});

describe('presence', () => {
  it('ends with the process, even when that is killed', async () => {
    const { store } = openStore(home, systemClock, createIds());
    const folder = join(home, 'engines');
    const script = `const { DatabaseSync } = require('node:sqlite');
      const held = new DatabaseSync(process.argv[1]); held.exec('BEGIN EXCLUSIVE'); process.stdout.write('held'); setInterval(() => held, 1000);`;
    const child = spawn(process.execPath, ['-e', script, join(folder, 'other.lock')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    const whileItLives = store.presence.isAlive('other');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect([
      whileItLives,
      store.presence.isAlive('other'),
      store.presence.isAlive(store.presence.engine),
      store.presence.isAlive('never'),
    ]).toEqual([true, false, true, false]);
    store.close();
    expect(existsSync(join(folder, `${store.presence.engine}.lock`))).toBe(false);
    expect(readdirSync(folder)).toEqual(['other.lock']);
  });
});
