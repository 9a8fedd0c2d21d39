import type { JournalEntry } from '@contract/jobs.ts';
import { plainText } from './plain-text.ts';

/** One line of a job's log. `event` lines are what the journal says besides output. */
export interface LogLine {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly kind: 'out' | 'err' | 'event';
  readonly text: string;
}

interface Sample {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly done: number;
}

/** How a step of the current attempt goes, from its first and its newest report. */
export interface Pace {
  readonly step: string;
  readonly total: number;
  readonly first: Sample;
  readonly last: Sample;
}

/** What a journal tells beyond the folded job. */
export interface Trail {
  /** Last entry read; the stream goes on after it. */
  readonly seq: number;
  readonly titles: Readonly<Record<string, string>>;
  readonly pace?: Pace;
}

export const emptyTrail: Trail = { seq: 0, titles: {} };

/** Reads one more entry. The lines come apart from the trail: their owner appends them to a list that grows. */
export function readEntry(
  trail: Trail,
  entry: JournalEntry,
): { readonly trail: Trail; readonly lines: readonly LogLine[] } {
  const { event, seq, at } = entry;
  const line = (text: string): LogLine[] => [{ at, kind: 'event', text }];
  const withoutPace: Trail = { seq, titles: trail.titles };
  const next: Trail = { ...trail, seq };
  switch (event.type) {
    case 'created':
      return {
        trail: { ...next, titles: Object.fromEntries(event.steps.map(({ id, title }) => [id, title])) },
        lines: line(`Created: ${event.title}`),
      };
    case 'started':
      return {
        trail: withoutPace,
        lines: line(event.attempt === 1 ? 'Started' : `Started, attempt ${event.attempt}`),
      };
    case 'step-started':
      return { trail: withoutPace, lines: line(`Step began: ${trail.titles[event.step] ?? event.step}`) };
    case 'step-progressed':
      return { trail: { ...next, pace: paceAfter(trail.pace, event, Date.parse(at)) }, lines: [] };
    case 'step-finished':
      return { trail: withoutPace, lines: line(`Step finished: ${trail.titles[event.step] ?? event.step}`) };
    case 'logged':
      return {
        trail: next,
        lines: event.lines.map((text) => ({ at, kind: event.stream, text: plainText(text) })),
      };
    case 'checkpointed':
      return { trail: next, lines: [] };
    case 'cancel-requested':
      return { trail: next, lines: line('Cancel asked for') };
    case 'succeeded':
      return { trail: next, lines: line('Succeeded') };
    case 'failed':
      return { trail: withoutPace, lines: line(`Failed: ${event.error.title}`) };
    case 'cancelled':
      return { trail: withoutPace, lines: line('Cancelled') };
    case 'interrupted':
      return { trail: withoutPace, lines: line(`Interrupted: ${event.reason}`) };
    case 'discarded':
      return { trail: withoutPace, lines: line('Discarded: what it left behind was removed') };
  }
}

function paceAfter(
  pace: Pace | undefined,
  { step, done, total }: { readonly step: string; readonly done: number; readonly total: number },
  at: number,
): Pace {
  const last = { at, done };
  return { step, total, first: pace?.step === step ? pace.first : last, last };
}
