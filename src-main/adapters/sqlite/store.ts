import { join } from 'node:path';
import type { ErrorRecord } from '../../contract/errors.ts';
import type { Clock, Ids, Store } from '../../core/ports.ts';
import { createJournal } from './journal.ts';
import { createLedger } from './ledger.ts';
import { openDatabase, unavailable } from './open-database.ts';
import { createPresence } from './presence.ts';

/**
 * All state below `home`. `notice` is set when a damaged database was set aside. Throws `storage.newer` and
 * `storage.unavailable`.
 */
export function openStore(home: string, clock: Clock, ids: Ids): { store: Store; notice?: ErrorRecord } {
  const { database, notice } = openDatabase(join(home, 'slipway.sqlite'), clock.now);
  const { close: leave, ...presence } = enter(join(home, 'engines'), ids.next(), () => database.close());
  const read = database.prepare('SELECT value FROM documents WHERE key = ?');
  const write = database.prepare(
    'INSERT INTO documents (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const removeOne = database.prepare('DELETE FROM documents WHERE key = ?');
  const readFrom = database.prepare(
    'SELECT value FROM documents WHERE substr(key, 1, length(?1)) = ?1 ORDER BY key',
  );
  const parse = (row: Record<string, unknown>) => JSON.parse(String(row['value'])) as unknown;
  const store: Store = {
    journal: createJournal(database, clock.now),
    ledger: createLedger(database, clock.now, ids),
    documents: {
      get: (key) => {
        const row = read.get(key);
        return row === undefined ? undefined : parse(row);
      },
      set: (key, value) => void write.run(key, JSON.stringify(value)),
      remove: (key) => void removeOne.run(key),
      list: (prefix) => readFrom.all(prefix).map(parse),
    },
    presence,
    close: () => {
      database.close();
      leave();
    },
  };
  return { store, ...(notice && { notice }) };
}

function enter(folder: string, engine: string, giveUp: () => void): ReturnType<typeof createPresence> {
  try {
    return createPresence(folder, engine);
  } catch (error) {
    giveUp();
    throw unavailable(folder, error);
  }
}
