import type { ReactNode } from 'react';
import type { Job } from '@contract/jobs.ts';
import { JobLog } from '../features/activity/job-log.tsx';
import { isActive } from '../features/activity/job-view.ts';
import { useJournal } from '../features/activity/use-journal.ts';
import { PackageWizard } from '../features/packages/new/package-wizard.tsx';

/** The wizard with the log of its build, which the feature for jobs draws. */
export function PackageWizardScreen(): ReactNode {
  return <PackageWizard log={(job) => <BuildLog key={job.id} job={job} />} />;
}

function BuildLog({ job }: { readonly job: Job }) {
  const { lines } = useJournal(job.id);
  return <JobLog lines={lines} live={isActive(job)} />;
}
