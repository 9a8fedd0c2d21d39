import type { DatabaseSync } from 'node:sqlite';
import type { Job, JobEvent, JournalEntry } from '../../contract/jobs.ts';
import type { Journal } from '../../core/ports.ts';

/** Entries and folded jobs in one database: both are written in the same transaction, so they cannot disagree. */
export function createJournal(database: DatabaseSync, now: () => Date): Journal {
  const insertEntry = database.prepare('INSERT INTO journal (job_id, seq, at, event) VALUES (?, ?, ?, ?)');
  const putJob = database.prepare(
    'INSERT INTO jobs (id, seq, job) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, job = excluded.job',
  );
  const selectJob = database.prepare('SELECT job FROM jobs WHERE id = ?');
  const selectJobs = database.prepare('SELECT job FROM jobs ORDER BY id DESC LIMIT ?');
  const selectEntries = database.prepare(
    'SELECT seq, at, event FROM journal WHERE job_id = ? AND seq > ? ORDER BY seq LIMIT ?',
  );
  const dataVersion = database.prepare('PRAGMA data_version');

  const job = (id: string): Job | undefined => {
    const row = selectJob.get(id);
    return row === undefined ? undefined : parseJob(row);
  };

  return {
    job,
    append: (jobId, event, fold) => {
      database.exec('BEGIN IMMEDIATE');
      try {
        const before = job(jobId);
        const entry: JournalEntry = { jobId, seq: (before?.seq ?? 0) + 1, at: now().toISOString(), event };
        const after = fold(before, entry);
        insertEntry.run(jobId, entry.seq, entry.at, JSON.stringify(event));
        putJob.run(jobId, entry.seq, JSON.stringify(after));
        database.exec('COMMIT');
        return after;
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
    },
    read: (jobId, after, limit) =>
      selectEntries.all(jobId, after, limit).map((row) => ({
        jobId,
        seq: Number(row['seq']),
        at: String(row['at']),
        event: JSON.parse(String(row['event'])) as JobEvent,
      })),
    jobs: (limit) => selectJobs.all(limit).map(parseJob),
    foreignVersion: () => Number(dataVersion.get()?.['data_version'] ?? 0),
  };
}

function parseJob(row: Readonly<Record<string, unknown>>): Job {
  return JSON.parse(String(row['job'])) as Job;
}
