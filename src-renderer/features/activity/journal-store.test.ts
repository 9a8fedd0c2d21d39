import { expect, test } from 'vitest';
import { journalOf, longJournalOf, running } from '../../gallery/fixtures/jobs.ts';
import { createJournalStore } from './journal-store.ts';

test('entries that come together are told of once, and none is read twice', () => {
  const waiting: (() => void)[] = [];
  const store = createJournalStore((tell) => waiting.push(tell));
  let told = 0;
  store.listen(() => (told += 1));
  const entries = journalOf(running);
  for (const entry of [...entries, ...entries]) store.add(entry);
  const before = store.view().lines.count;
  waiting.forEach((tell) => tell());
  expect([before, told, store.view().lines.count, store.view().trail.seq]).toEqual([0, 1, 8, entries.length]);
});

test('ten thousand lines arrive whole and in order', () => {
  const store = createJournalStore((tell) => tell());
  for (const entry of longJournalOf(running)) store.add(entry);
  const { all, count } = store.view().lines;
  const numbers = all
    .map(({ text }) => /^line (\d+):/.exec(text)?.[1])
    .filter((number) => number !== undefined);
  expect([count, numbers.length, numbers.every((number, index) => Number(number) === index + 1)]).toEqual([
    10_008,
    10_000,
    true,
  ]);
});
