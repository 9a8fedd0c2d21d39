import type { JobState } from '@contract/jobs.ts';
import type { Tone } from './badge.tsx';

interface StateWord {
  readonly word: string;
  readonly tone: Tone;
}

/** The states of a job in a person's words, and the tone of each. */
export const stateWords: Readonly<Record<JobState, StateWord>> = {
  queued: { word: 'Waiting', tone: 'neutral' },
  running: { word: 'Running', tone: 'info' },
  cancelling: { word: 'Cancelling', tone: 'warn' },
  succeeded: { word: 'Succeeded', tone: 'ok' },
  failed: { word: 'Failed', tone: 'bad' },
  cancelled: { word: 'Cancelled', tone: 'neutral' },
  interrupted: { word: 'Interrupted', tone: 'warn' },
  discarded: { word: 'Discarded', tone: 'neutral' },
};
