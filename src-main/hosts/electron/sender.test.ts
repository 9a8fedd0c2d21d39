import { expect, it } from 'vitest';
import { isTrustedSender, type Sender } from './sender.ts';

const page: Sender = { webContentsId: 1, frame: { isMain: true, url: 'app://slipway/#/models' } };

it('trusts the main frame of the window while it shows the page', () => {
  expect(isTrustedSender(page, 1)).toBe(true);
});

it.each<[string, Sender, number | undefined]>([
  ['another window', { ...page, webContentsId: 2 }, 1],
  ['a window that is gone', page, undefined],
  ['a frame that is gone', { webContentsId: 1, frame: undefined }, 1],
  ['a frame inside the page', { webContentsId: 1, frame: { isMain: false, url: 'app://slipway/' } }, 1],
  ['a foreign page', { webContentsId: 1, frame: { isMain: true, url: 'https://evil.example/' } }, 1],
  [
    'a foreign host of the scheme',
    { webContentsId: 1, frame: { isMain: true, url: 'app://slipway.evil/' } },
    1,
  ],
  [
    'another file of the app',
    { webContentsId: 1, frame: { isMain: true, url: 'app://slipway/assets/a.svg' } },
    1,
  ],
  ['an empty page', { webContentsId: 1, frame: { isMain: true, url: 'about:blank' } }, 1],
])('does not trust %s', (_, sender, windowId) => {
  expect(isTrustedSender(sender, windowId)).toBe(false);
});
