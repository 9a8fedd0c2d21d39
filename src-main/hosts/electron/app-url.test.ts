import { expect, it } from 'vitest';
import { isOwnUrl, isPageUrl, pageUrl } from './app-url.ts';

it.each([
  pageUrl,
  'app://slipway/index.html#/models',
  'app://slipway/assets/a.js?v=1',
  'app://slipway',
  'APP://slipway/',
])('knows %s as its own', (address) => {
  expect(isOwnUrl(address)).toBe(true);
});

const foreign = [
  'app://slipway.evil/',
  'app://slipway.evil/app://slipway/',
  'app://slipway@evil/',
  'app://user@slipway/',
  'app://user:secret@slipway/',
  'app://slipway:80/',
  'app://evil/?app://slipway/',
  'app://evil/#app://slipway/',
  'app:slipway/',
  'app:///slipway/',
  'app://slipway\\@evil/',
  'app2://slipway/',
  'https://slipway/',
  'https://evil.example/?next=app://slipway/',
  'file:///app://slipway/index.html',
  'javascript:alert(1)//app://slipway/',
  'data:text/html,app://slipway/',
  'blob:app://slipway/5f0c',
  'about:blank',
  'slipway',
  '',
];

it.each(foreign)('does not take %j for its own', (address) => {
  expect([isOwnUrl(address), isPageUrl(address)]).toEqual([false, false]);
});

it('tells the page from the other files of the app', () => {
  const addresses = ['', 'index.html', '#/models', '?x=1', 'assets/a.js', '../index.html', 'other.html'];
  expect(addresses.map((rest) => isPageUrl(pageUrl + rest))).toEqual([
    true,
    true,
    true,
    true,
    false,
    true,
    false,
  ]);
});
