import type { LedgerEntry } from '@contract/jobs.ts';
import { DiscardDialog } from '../features/activity/discard-dialog.tsx';
import { Page } from '../ui/page.tsx';
import { fakeClient } from './fake-client.ts';
import { cancelled, instant } from './fixtures/jobs.ts';

const left: LedgerEntry = {
  id: 'l1',
  jobId: cancelled.id,
  kind: 'file',
  ref: '/home/ada/data/penguins-2025.predictions.jsonl',
  state: 'created',
  data: {},
  createdAt: instant(1),
  updatedAt: instant(1),
};

/** The question before a job is discarded, with what it would remove. */
export function DiscardState() {
  return (
    <Page title={cancelled.title}>
      <DiscardDialog job={cancelled} open onClose={() => undefined} onDiscard={() => undefined} />
    </Page>
  );
}

export const discardClient = () =>
  fakeClient({ jobs: [cancelled] }, { ledger: { list: () => Promise.resolve([left]) } });
