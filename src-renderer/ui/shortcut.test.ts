import { expect, test } from 'vitest';
import { isSingleKey, keyCaps, matchesShortcut, parseShortcut, type Keystroke } from './shortcut.ts';

const stroke = (key: string, held: Partial<Keystroke> = {}): Keystroke => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

test('reads the key and its modifiers', () => {
  expect(parseShortcut('Mod+Shift+F6')).toEqual({ key: 'f6', mod: true, shift: true, alt: false });
});

test('mod is Control here and Command on a Mac, and never both', () => {
  const palette = parseShortcut('mod+k');
  expect([
    matchesShortcut(palette, stroke('k', { ctrlKey: true }), false),
    matchesShortcut(palette, stroke('K', { ctrlKey: true }), false),
    matchesShortcut(palette, stroke('k', { metaKey: true }), false),
    matchesShortcut(palette, stroke('k', { metaKey: true }), true),
    matchesShortcut(palette, stroke('k', { ctrlKey: true }), true),
    matchesShortcut(palette, stroke('k', { ctrlKey: true, metaKey: true }), false),
    matchesShortcut(palette, stroke('k', { ctrlKey: true, shiftKey: true }), false),
    matchesShortcut(palette, stroke('k'), false),
  ]).toEqual([true, true, false, true, false, false, false, false]);
});

test('a sign matches with and without Shift', () => {
  const help = parseShortcut('?');
  expect([
    matchesShortcut(help, stroke('?', { shiftKey: true }), false),
    matchesShortcut(help, stroke('?'), false),
  ]).toEqual([true, true]);
});

test('single keys are one character without modifiers', () => {
  expect(['?', 'mod+k', 'f6', 'enter', 'alt+x'].map((text) => isSingleKey(parseShortcut(text)))).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});

test('key caps read as printed', () => {
  expect([
    keyCaps('mod+enter', false),
    keyCaps('mod+enter', true),
    keyCaps('shift+f6', false),
    keyCaps('?', true),
  ]).toEqual([['Ctrl', 'Enter'], ['⌘', 'Enter'], ['Shift', 'F6'], ['?']]);
});
