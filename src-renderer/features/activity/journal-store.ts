import type { JournalEntry } from '@contract/jobs.ts';
import { emptyTrail, readEntry, type LogLine, type Trail } from './trail.ts';

export interface JournalView {
  readonly trail: Trail;
  /** Grows in place: look at `count`, not at its identity. */
  readonly lines: LogLines;
}

/** A list that is only ever added to, so that ten thousand lines are not copied for each new one. */
export interface LogLines {
  readonly all: readonly LogLine[];
  readonly count: number;
}

export interface JournalStore {
  readonly add: (entry: JournalEntry) => void;
  readonly view: () => JournalView;
  readonly listen: (listener: () => void) => () => void;
}

/** Collects a journal as it streams in. `soon` runs the telling once for all entries that come together. */
export function createJournalStore(soon: (tell: () => void) => void): JournalStore {
  const listeners = new Set<() => void>();
  const all: LogLine[] = [];
  let view: JournalView = { trail: emptyTrail, lines: { all, count: 0 } };
  let trail = emptyTrail;
  let telling = false;
  const tell = () => {
    telling = false;
    view = { trail, lines: { all, count: all.length } };
    for (const listener of [...listeners]) listener();
  };
  return {
    add: (entry) => {
      if (entry.seq <= trail.seq) return;
      const read = readEntry(trail, entry);
      trail = read.trail;
      for (const line of read.lines) all.push(line);
      if (telling) return;
      telling = true;
      soon(tell);
    },
    view: () => view,
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
