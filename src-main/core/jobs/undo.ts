import { AppError } from '../app-error.ts';
import type { Ledger } from '../ports.ts';
import type { Undo } from './kind.ts';

/**
 * Removes what a job left behind, newest first, and writes each outcome to the ledger. Goes on past a failure, so
 * that one stubborn resource does not keep the others alive, then throws `job.undo-failed` naming what is left.
 */
export async function undoJob(jobId: string, ledger: Ledger, undoers: Readonly<Record<string, Undo>>) {
  const left: string[] = [];
  for (const entry of ledger.list({ jobId }).reverse()) {
    if (entry.state === 'removed' || entry.state === 'kept') continue;
    try {
      const undo = undoers[entry.kind];
      if (undo === undefined) throw new Error(`Nothing here can remove a ${entry.kind}.`);
      await undo(entry);
      ledger.change(entry.id, { state: 'removed' });
    } catch (error) {
      ledger.change(entry.id, { state: 'remove-failed' });
      left.push(`${entry.kind} ${entry.ref}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (left.length > 0) throw new AppError('job.undo-failed', { details: left.join('\n') });
}
