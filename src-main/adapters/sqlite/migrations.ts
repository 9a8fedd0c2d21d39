/**
 * One tiny step each, applied in order; the database's `user_version` counts those that are done. A step that has
 * shipped is never changed.
 */
export const migrations: readonly string[] = [
  `CREATE TABLE documents (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID`,
  `CREATE TABLE journal (
     job_id TEXT NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, event TEXT NOT NULL,
     PRIMARY KEY (job_id, seq)
   ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE jobs (id TEXT PRIMARY KEY, seq INTEGER NOT NULL, job TEXT NOT NULL) STRICT, WITHOUT ROWID`,
  `CREATE TABLE ledger (
     id TEXT PRIMARY KEY, job_id TEXT, kind TEXT NOT NULL, ref TEXT NOT NULL, state TEXT NOT NULL, data TEXT NOT NULL,
     created_at TEXT NOT NULL, updated_at TEXT NOT NULL
   ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX ledger_by_job ON ledger (job_id)`,
];
