import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ErrorRecord } from '../../contract/errors.ts';
import { AppError } from '../../core/app-error.ts';
import { migrations } from './migrations.ts';

export interface OpenedDatabase {
  readonly database: DatabaseSync;
  /** Set when a damaged database was set aside and a new one begun. */
  readonly notice?: ErrorRecord;
}

/**
 * Opens the database, checks it and brings it to the newest format. A file that cannot be read is renamed with the
 * date and reported, never overwritten. Throws `storage.newer` and `storage.unavailable`.
 */
export function openDatabase(path: string, now: () => Date): OpenedDatabase {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw unavailable(path, error);
  }
  try {
    return { database: openChecked(path) };
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (!isDamage(error)) throw unavailable(path, error);
    return beginAnew(path, now(), error);
  }
}

function beginAnew(path: string, at: Date, damage: unknown): OpenedDatabase {
  try {
    const aside = setAside(path, at);
    const notice = new AppError('storage.corrupt', { details: `${aside}\n${messageOf(damage)}` }).record;
    return { database: openChecked(path), notice };
  } catch (error) {
    throw unavailable(path, error);
  }
}

function openChecked(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 5000 });
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON');
    const check = database.prepare('PRAGMA quick_check(1)').get();
    if (check?.['quick_check'] !== 'ok') throw new Error(`malformed: ${String(check?.['quick_check'])}`);
    migrate(database, path);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Applies the steps that are missing, each in a transaction of its own. */
export function migrate(database: DatabaseSync, path: string, steps: readonly string[] = migrations): void {
  const done = versionOf(database);
  if (done > steps.length)
    throw new AppError('storage.newer', {
      details: `${path}: format ${done}, this version knows ${steps.length}.`,
    });
  for (let version = done; version < steps.length; version += 1) {
    database.exec('BEGIN IMMEDIATE');
    // Another process may have taken the step while this one waited for the lock.
    const missing = versionOf(database) === version;
    if (missing) database.exec(`${steps[version] ?? ''}; PRAGMA user_version = ${version + 1}`);
    database.exec('COMMIT');
  }
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
}

/** SQLITE_CORRUPT and SQLITE_NOTADB; everything else is a matter of permissions, locks or space. */
function isDamage(error: unknown): boolean {
  const code = (error as { errcode?: number }).errcode;
  const primary = code === undefined ? undefined : code & 0xff;
  return primary === 11 || primary === 26 || messageOf(error).startsWith('malformed');
}

function setAside(path: string, at: Date): string {
  const aside = `${path}.corrupt-${at.toISOString().replaceAll(':', '-')}`;
  for (const end of ['', '-wal', '-shm']) if (existsSync(path + end)) renameSync(path + end, aside + end);
  return aside;
}

/** The state at `path` cannot be used, for a reason that is not in the data. */
export function unavailable(path: string, error: unknown): AppError {
  return new AppError('storage.unavailable', { details: `${path}\n${messageOf(error)}` }, { cause: error });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
