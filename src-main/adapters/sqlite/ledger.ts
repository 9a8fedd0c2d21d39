import type { DatabaseSync } from 'node:sqlite';
import { LedgerEntry } from '../../contract/jobs.ts';
import type { Ids, Ledger } from '../../core/ports.ts';

/** What exists because of us. Every write is on the disk's side of the process before the call returns. */
export function createLedger(database: DatabaseSync, now: () => Date, ids: Ids): Ledger {
  const insert = database.prepare(
    'INSERT INTO ledger (id, job_id, kind, ref, state, data, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const update = database.prepare(
    'UPDATE ledger SET ref = ?, state = ?, data = ?, updated_at = ? WHERE id = ?',
  );
  const selectOne = database.prepare('SELECT * FROM ledger WHERE id = ?');
  const selectAll = database.prepare(
    'SELECT * FROM ledger WHERE (?1 IS NULL OR job_id = ?1) AND (?2 IS NULL OR kind = ?2) ORDER BY id',
  );
  return {
    plan: ({ kind, ref, data, jobId }) => {
      const at = now().toISOString();
      const id = ids.next();
      insert.run(id, jobId ?? null, kind, ref, 'planned', JSON.stringify(data), at, at);
      return {
        id,
        kind,
        ref,
        data,
        state: 'planned',
        createdAt: at,
        updatedAt: at,
        ...(jobId !== undefined && { jobId }),
      };
    },
    change: (id, change) => {
      const row = selectOne.get(id);
      if (row === undefined) throw new Error(`The ledger has no entry ${id}.`);
      const next = { ...parseEntry(row), ...change, updatedAt: now().toISOString() };
      update.run(next.ref, next.state, JSON.stringify(next.data), next.updatedAt, id);
      return next;
    },
    list: (filter = {}) => selectAll.all(filter.jobId ?? null, filter.kind ?? null).map(parseEntry),
  };
}

function parseEntry(row: Readonly<Record<string, unknown>>): LedgerEntry {
  return LedgerEntry.parse({
    id: row['id'],
    kind: row['kind'],
    ref: row['ref'],
    state: row['state'],
    data: JSON.parse(String(row['data'])) as unknown,
    createdAt: row['created_at'],
    updatedAt: row['updated_at'],
    ...(row['job_id'] !== null && { jobId: row['job_id'] }),
  });
}
