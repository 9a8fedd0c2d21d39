import { defaultSettings } from '@contract/system.ts';
import { expect, test } from 'vitest';
import { defaults, hints, titleOfValue } from './setting-facts.ts';
import { settingTitles } from './setting-titles.ts';

test('the defaults shown are those of the engine', () => {
  expect(defaults).toEqual(defaultSettings);
});

test('every setting has a name and a hint', () => {
  const names = Object.keys(defaultSettings);
  expect([Object.keys(settingTitles), Object.keys(hints)]).toEqual([names, names]);
});

test('values are shown by name', () => {
  expect([
    titleOfValue('theme', 'system'),
    titleOfValue('motion', 'reduced'),
    titleOfValue('singleKeyShortcuts', false),
  ]).toEqual(['As the computer', 'Reduced', 'Off']);
});
