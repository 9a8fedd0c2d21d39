import type { LedgerEntry } from '@contract/jobs.ts';

/** What discarding the job will remove, in the order of removal: the newest first. */
export function leftBehind(ledger: readonly LedgerEntry[], jobId: string): readonly LedgerEntry[] {
  return ledger
    .filter((entry) => entry.jobId === jobId && entry.state !== 'removed' && entry.state !== 'kept')
    .toReversed();
}
