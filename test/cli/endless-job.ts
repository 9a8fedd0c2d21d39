import * as z from 'zod';
import { openStore } from '../../src-main/adapters/sqlite/store.ts';
import { systemClock } from '../../src-main/adapters/system/clock.ts';
import { createIds } from '../../src-main/adapters/system/ids.ts';
import { errorRecord } from '../../src-main/contract/errors.ts';
import { createJobs } from '../../src-main/core/jobs/jobs.ts';

// A program of its own for the test that kills it: runs a job that counts, saves checkpoints and never ends.
const { store } = openStore(process.argv[2] ?? '', systemClock, createIds());
const jobs = createJobs({
  store,
  clock: systemClock,
  ids: createIds(),
  undoers: {},
  toErrorRecord: () => errorRecord('internal'),
});
const kind = {
  kind: 'count',
  input: z.object({}),
  title: () => 'Count',
  steps: [{ id: 'count', title: 'Count', weight: 1 }],
  resumable: true,
  concurrency: 1,
} as const;
jobs.start(
  {
    ...kind,
    run: (context) =>
      context.step('count', async (progress) => {
        await context.create({ kind: 'thing', ref: 'made by the killed', data: {} }, () => Promise.resolve());
        for (let count = 1; ; count += 1) {
          context.log(`counted ${count}`);
          context.saveCheckpoint({ count });
          progress(count, 1_000_000, 'numbers');
          if (count === 20) process.send?.('counting');
          await new Promise((resolve) => setImmediate(resolve));
        }
      }),
  },
  {},
);
