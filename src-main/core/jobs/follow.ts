import type { Job, JournalEntry } from '../../contract/jobs.ts';
import type { Clock, Journal } from '../ports.ts';
import { finalStates } from './fold.ts';
import { ticks, type Notifier } from './notifier.ts';

/** Entries read from the journal at a time while a watcher catches up. */
const page = 500;
/** Jobs that the list shows. */
export const listed = 500;
/** Pause between two states of the list for one watcher, in milliseconds. */
const listEvery = 100;
/** Pause between two looks for the writes of another process, in milliseconds. */
const foreignEvery = 400;

/** Replays a job's journal from after `after`, then goes live. Ends when nothing more can happen, or with `signal`. */
export async function* followJournal(
  journal: Journal,
  notifier: Notifier,
  { id, after }: { readonly id: string; readonly after: number },
  signal: AbortSignal,
): AsyncGenerator<JournalEntry> {
  let seq = after;
  for await (const _ of ticks(notifier, signal)) {
    for (
      let entries = journal.read(id, seq, page);
      entries.length > 0;
      entries = journal.read(id, seq, page)
    ) {
      for (const entry of entries) yield entry;
      seq = entries.at(-1)?.seq ?? seq;
    }
    const state = journal.job(id)?.state;
    if (state === undefined || finalStates.has(state)) return;
  }
}

/** The list of jobs at once, then again after changes, not faster than a person can see. */
export async function* followList(
  journal: Journal,
  notifier: Notifier,
  clock: Clock,
  signal: AbortSignal,
): AsyncGenerator<Job[]> {
  for await (const _ of ticks(notifier, signal)) {
    yield journal.jobs(listed);
    await clock.sleep(listEvery, signal);
  }
}

/** Tells `onChange` after another process has written to the journal. Ends with `signal`. */
export async function followForeignWrites(
  journal: Journal,
  clock: Clock,
  signal: AbortSignal,
  onChange: () => void,
): Promise<void> {
  let seen = journal.foreignVersion();
  for (;;) {
    await clock.sleep(foreignEvery, signal);
    if (signal.aborted) return;
    const version = journal.foreignVersion();
    if (version !== seen) onChange();
    seen = version;
  }
}
