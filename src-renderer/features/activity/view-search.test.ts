import { expect, test } from 'vitest';
import { defaultView, type ListView } from './job-list.ts';
import { readView, searchOf, viewOf } from './view-search.ts';

test('a view survives its address, and the default leaves none', () => {
  const view: ListView = { group: 'decision', text: '42', sort: 'title', descending: false };
  expect([viewOf(readView({ ...searchOf(view) })), searchOf(defaultView), viewOf({})]).toEqual([
    view,
    {},
    defaultView,
  ]);
});

test('what does not fit is ignored', () => {
  expect(readView({ group: 'nobody', sort: 7, order: 'sideways', text: ['x'], other: 1 })).toEqual({});
});

test('a search for digits stays text', () => {
  expect(readView({ text: 42 })).toEqual({ text: '42' });
});
