import {
  Ban,
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleX,
  Hourglass,
  LoaderCircle,
  Undo2,
  type LucideIcon,
} from 'lucide-react';
import type { JobState } from '@contract/jobs.ts';
import { Badge } from './badge.tsx';
import { stateWords } from './job-states.ts';

const icons: Readonly<Record<JobState, LucideIcon>> = {
  queued: Hourglass,
  running: LoaderCircle,
  cancelling: CircleDashed,
  succeeded: CircleCheck,
  failed: CircleX,
  cancelled: Ban,
  interrupted: CirclePause,
  discarded: Undo2,
};

/** The state of a job as a word, a shape and a colour. */
export function JobStateBadge({ state }: { readonly state: JobState }) {
  const { word, tone } = stateWords[state];
  return (
    <Badge tone={tone} icon={icons[state]}>
      {word}
    </Badge>
  );
}
