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
import { Badge, type Tone } from './badge.tsx';

const states: Readonly<
  Record<JobState, { readonly word: string; readonly tone: Tone; readonly icon: LucideIcon }>
> = {
  queued: { word: 'Waiting', tone: 'neutral', icon: Hourglass },
  running: { word: 'Running', tone: 'info', icon: LoaderCircle },
  cancelling: { word: 'Cancelling', tone: 'warn', icon: CircleDashed },
  succeeded: { word: 'Succeeded', tone: 'ok', icon: CircleCheck },
  failed: { word: 'Failed', tone: 'bad', icon: CircleX },
  cancelled: { word: 'Cancelled', tone: 'neutral', icon: Ban },
  interrupted: { word: 'Interrupted', tone: 'warn', icon: CirclePause },
  discarded: { word: 'Discarded', tone: 'neutral', icon: Undo2 },
};

/** The state of a job as a word, a shape and a colour. */
export function JobStateBadge({ state }: { readonly state: JobState }) {
  const { word, tone, icon } = states[state];
  return (
    <Badge tone={tone} icon={icon}>
      {word}
    </Badge>
  );
}
