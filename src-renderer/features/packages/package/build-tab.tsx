import { Link } from '@tanstack/react-router';
import { Hammer } from 'lucide-react';
import type { Package } from '@contract/packages.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatDuration } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import { InstructionList } from '../instruction-list.tsx';
import { cacheSummary } from '../new/timeline.ts';

/** How the image was built, instruction by instruction. */
export function BuildTab({ of: { steps, jobId, draft } }: { readonly of: Package }) {
  const job = (
    <Link to="/activity/$jobId" params={{ jobId }}>
      Open the job
    </Link>
  );
  if (steps.length === 0)
    return (
      <Panel>
        <EmptyState
          icon={Hammer}
          title="No instructions were run"
          body={
            draft.product === 'image'
              ? 'The engine reported none.'
              : 'Only a container image is built by instructions. The job has the log of what was done instead.'
          }
          action={job}
        />
      </Panel>
    );
  const whole = steps.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return (
    <Panel title={`${cacheSummary(steps)}, ${formatDuration(whole)}`} actions={job}>
      <InstructionList steps={steps} />
    </Panel>
  );
}
