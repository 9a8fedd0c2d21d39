import { expect, test } from 'vitest';
import { createStartedJobs } from './started-jobs.ts';

test('notes what starts or resumes work and nothing else', () => {
  const started = createStartedJobs();
  started.note(['predictions', 'startBatch'], { jobId: 'started' });
  started.note(['jobs', 'resume'], { id: 'resumed' });
  started.note(['jobs', 'get'], { id: 'looked-at' });
  started.note(['jobs', 'changes'], undefined);
  expect(['started', 'resumed', 'looked-at'].map(started.has)).toEqual([true, true, false]);
});
