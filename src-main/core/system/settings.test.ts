import { expect, it } from 'vitest';
import { defaultSettings } from '../../contract/system.ts';
import type { Documents } from '../ports.ts';
import { changeSettings, readSettings } from './settings.ts';

function documents(
  stored?: unknown,
): Pick<Documents, 'get' | 'set'> & { readonly all: Map<string, unknown> } {
  const all = new Map<string, unknown>(stored === undefined ? [] : [['settings', stored]]);
  return { all, get: (key) => all.get(key), set: (key, value) => void all.set(key, value) };
}

it('begins with the defaults', () => {
  expect(readSettings(documents())).toEqual(defaultSettings);
});

it('changes one setting and keeps the others', () => {
  const store = documents({ theme: 'light', motion: 'reduced' });
  expect(changeSettings(store, { theme: 'dark', motion: undefined })).toEqual({
    ...defaultSettings,
    theme: 'dark',
    motion: 'reduced',
  });
  expect(store.all.get('settings')).toEqual({ ...defaultSettings, theme: 'dark', motion: 'reduced' });
});

it.each([['sepia'], [7], [null]])('falls back to the default for a stored theme of %j alone', (theme) => {
  expect(readSettings(documents({ theme, motion: 'reduced' }))).toEqual({
    ...defaultSettings,
    motion: 'reduced',
  });
});

it.each([['text'], [null], [[1, 2]]])('survives a stored document of %j', (stored) => {
  expect(readSettings(documents(stored))).toEqual(defaultSettings);
});
