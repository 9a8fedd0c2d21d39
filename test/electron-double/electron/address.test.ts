import { expect, it } from 'vitest';
import { fromChromium, toChromium } from './address.ts';

const schemes = new Set(['app']);

it.each([
  ['app://slipway/', 'https://slipway.app.test/'],
  ['app://slipway/a/b.js?v=1#c', 'https://slipway.app.test/a/b.js?v=1#c'],
  ['app://slipway.evil/x', 'https://slipway.evil.app.test/x'],
])('shows %s to Chromium as %s, and back', (own, shown) => {
  expect([toChromium(own, schemes), fromChromium(shown, schemes)]).toEqual([shown, own]);
});

it('leaves every other address as it is', () => {
  const others = [
    'https://example.org/',
    'http://slipway.app.test/',
    'https://slipway.other.test/',
    'other://slipway/',
    'about:blank',
    '',
  ];
  expect(others.map((address) => toChromium(fromChromium(address, schemes), schemes))).toEqual(others);
});
