import { expect, test } from 'vitest';
import { everyState, instant, queued, running, succeeded } from '../../gallery/fixtures/jobs.ts';
import { defaultView, groups, visibleJobs, type ListView } from './job-list.ts';

const now = Date.parse(instant(60));
const statesOf = (view: Partial<ListView>) =>
  visibleJobs(everyState, { ...defaultView, ...view }, now).map(({ state }) => state);

test('each job is in exactly one group besides all', () => {
  expect(Object.fromEntries(groups.map((group) => [group, statesOf({ group })]))).toEqual({
    all: everyState.map(({ state }) => state),
    active: ['running', 'queued', 'cancelling'],
    decision: ['failed', 'interrupted', 'cancelled'],
    closed: ['succeeded', 'discarded'],
  });
});

test('text is looked for in title, state and id, without case', () => {
  expect([
    statesOf({ text: ' STATION ' }),
    statesOf({ text: 'interr' }),
    statesOf({ text: succeeded.id }),
    statesOf({ text: 'zzz' }),
  ]).toEqual([['queued'], ['interrupted'], ['succeeded'], []]);
});

test('sorts both ways by number and by name, in the way people count', () => {
  const ten = { ...queued, id: 'ten', title: 'Predict 10.csv' };
  const nine = { ...running, id: 'nine', title: 'predict 9.csv' };
  const order = (view: Partial<ListView>) =>
    visibleJobs([ten, nine, succeeded], { ...defaultView, ...view }, now).map(({ id }) => id);
  expect([
    order({ sort: 'title', descending: false }),
    order({ sort: 'progress', descending: true }),
    order({ sort: 'duration', descending: false }),
    order({ sort: 'state', descending: false }),
  ]).toEqual([
    ['nine', 'ten', succeeded.id],
    [succeeded.id, 'nine', 'ten'],
    ['ten', 'nine', succeeded.id],
    ['nine', succeeded.id, 'ten'],
  ]);
});
