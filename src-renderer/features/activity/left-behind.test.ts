import { expect, test } from 'vitest';
import type { LedgerEntry } from '@contract/jobs.ts';
import { leftBehind } from './left-behind.ts';

const entry = (id: string, state: LedgerEntry['state'], jobId = 'job'): LedgerEntry => ({
  id,
  jobId,
  kind: 'file',
  ref: `/tmp/${id}`,
  state,
  data: {},
  createdAt: '',
  updatedAt: '',
});

test('everything of the job that exists or may exist goes, the newest first; its product stays', () => {
  const ledger = [
    entry('a', 'created'),
    entry('b', 'planned'),
    entry('c', 'kept'),
    entry('d', 'removed'),
    entry('e', 'remove-failed'),
    entry('f', 'created', 'other'),
  ];
  expect(leftBehind(ledger, 'job').map(({ id }) => id)).toEqual(['e', 'b', 'a']);
});
