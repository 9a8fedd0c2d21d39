import { expect, test } from 'vitest';
import { paletteSections, type PaletteGroup, type PaletteItem } from './palette-items.ts';

const item = (group: PaletteGroup, label: string, hint?: string): PaletteItem => ({
  id: `${group} ${label}`,
  group,
  label,
  hint,
  run: () => undefined,
});

const items: readonly PaletteItem[] = [
  item('Models', 'Iris flowers', 'Open model'),
  item('Go to', 'Home'),
  item('Go to', 'This computer'),
  item('On this screen', 'Copy diagnostics'),
  item('Jobs', 'Predict iris.csv', 'Succeeded'),
  item('Settings', 'Theme', 'Setting'),
];
const seen = (query: string, from = items) =>
  paletteSections(from, query).map(({ value, items: found }) => [value, found.map(({ label }) => label)]);

test('without a query the groups stand in their order, settings left out', () => {
  expect(seen('  ')).toEqual([
    ['On this screen', ['Copy diagnostics']],
    ['Go to', ['Home', 'This computer']],
    ['Models', ['Iris flowers']],
    ['Jobs', ['Predict iris.csv']],
  ]);
});

test('a query finds letters in order, whatever their case, and leaves empty groups out', () => {
  expect([seen('iris'), seen('COPYDIAG'), seen('theme'), seen('qqq')]).toEqual([
    [
      ['Models', ['Iris flowers']],
      ['Jobs', ['Predict iris.csv']],
    ],
    [['On this screen', ['Copy diagnostics']]],
    [['Settings', ['Theme']]],
    [],
  ]);
});

test('the hint is searched too', () => {
  expect(seen('succeeded')).toEqual([['Jobs', ['Predict iris.csv']]]);
});

test('long lists are cut: five at first, twenty of the matches', () => {
  const jobs = Array.from({ length: 50 }, (_, index) => item('Jobs', `Predict file ${index}`));
  expect(['', 'predict'].map((query) => paletteSections(jobs, query)[0]?.items.length)).toEqual([5, 20]);
});
