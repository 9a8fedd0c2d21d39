import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Presence } from '../../core/ports.ts';

/**
 * An engine is alive while it holds the write lock of a small database of its own. The system lets the lock go with
 * the process, however that ends, so no process id is trusted and no heartbeat is needed.
 */
export function createPresence(folder: string, engine: string): Presence & { readonly close: () => void } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const held = new DatabaseSync(lockPath(folder, engine));
  held.exec('BEGIN EXCLUSIVE');
  removeDead(folder, engine);
  return {
    engine,
    isAlive: (other) => other === engine || isLocked(folder, other),
    close: () => {
      held.close();
      rmSync(lockPath(folder, engine), { force: true });
    },
  };
}

function lockPath(folder: string, engine: string): string {
  return join(folder, `${engine}.lock`);
}

function isLocked(folder: string, engine: string): boolean {
  if (!readdirSync(folder).includes(`${engine}.lock`)) return false;
  const other = new DatabaseSync(lockPath(folder, engine), { timeout: 0 });
  try {
    other.exec('BEGIN EXCLUSIVE; ROLLBACK');
    return false;
  } catch {
    return true;
  } finally {
    other.close();
  }
}

/** Clears up after killed engines. A file younger than a minute may belong to one that is just taking its lock. */
function removeDead(folder: string, engine: string): void {
  for (const name of readdirSync(folder)) {
    const other = name.replace(/\.lock$/, '');
    if (!name.endsWith('.lock') || other === engine) continue;
    const age = Date.now() - statSync(join(folder, name)).mtimeMs;
    if (age > 60_000 && !isLocked(folder, other)) rmSync(join(folder, name), { force: true });
  }
}
