import { expect, test } from 'vitest';
import type { Exchange } from '@contract/predictions.ts';
import { sampleModels } from '../../../gallery/fixtures/models.ts';
import { addToHistory, historyLength, summarise, type HistoryEntry, type Made } from './history.ts';
import { writeBody } from '../input/request-body.ts';

const { iris, digit } = sampleModels;
const exchange: Exchange = {
  evidence: 'local-process',
  request: { method: 'POST', url: 'http://127.0.0.1:1/v1/predict', headers: {}, body: '' },
  response: { status: 200, headers: {}, body: '', truncated: false },
  durationMs: 3,
  predictions: [{ label: 'setosa', score: 1, scores: { setosa: 1 } }],
};
const made = (body: string, live = false): Made => ({
  at: 0,
  live,
  input: { route: 'rest', tab: 'json', body },
  exchange,
});
const bodies = (history: readonly HistoryEntry[]) => history.map(({ kept }) => kept?.input.body);
const add = (...all: readonly Made[]) =>
  all.reduce<readonly HistoryEntry[]>((history, one) => addToHistory(iris.signature, history, one), []);

test('the newest is first and only the last twenty stay', () => {
  const history = add(...Array.from({ length: 25 }, (_, index) => made(String(index))));
  expect([history.length, bodies(history)[0], bodies(history).at(-1)]).toEqual([historyLength, '24', '5']);
});

test('predictions made while editing take one place; those that were asked for keep theirs', () => {
  expect(bodies(add(made('1'), made('2', true), made('3', true), made('4'), made('5', true)))).toEqual([
    '5',
    '4',
    '3',
    '1',
  ]);
});

test('asking again for the same input does not fill the list', () => {
  expect(bodies(add(made('1'), made('2', true), made('2')))).toEqual(['2', '1']);
});

test('a body too large to keep is listed without it', () => {
  expect(add(made('x'.repeat(1024 * 1024 + 1)))[0]).toEqual({
    id: 1,
    at: 0,
    live: false,
    summary: { text: '1,048,577 characters' },
    evidence: 'local-process',
    first: { label: 'setosa', score: 1, scores: { setosa: 1 } },
  });
});

test('an input is summed up by its values, its drawing, its rows or its length', () => {
  const flower = iris.examples[0]?.row ?? {};
  const drawing = digit.examples[0]?.row ?? {};
  expect([
    summarise(iris.signature, { route: 'oip', body: writeBody('oip', [flower]) }),
    summarise(digit.signature, { route: 'rest', body: writeBody('rest', [drawing]) }),
    summarise(iris.signature, { route: 'rest', body: writeBody('rest', [flower, flower]) }),
    summarise(iris.signature, { route: 'rest', body: 'oops' }),
  ]).toEqual([
    { text: '5.1, 3.4, 1.5, 0.2' },
    { text: 'Drawing', drawing: drawing['image'] },
    { text: '2 rows' },
    { text: '4 characters' },
  ]);
});
