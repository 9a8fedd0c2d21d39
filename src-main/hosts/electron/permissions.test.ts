import { expect, it } from 'vitest';
import { permits } from './permissions.ts';

it('lets a page of the app write to the clipboard, for its copy buttons', () => {
  expect(permits('clipboard-sanitized-write', 'app://slipway/')).toBe(true);
});

it('lets no other page do so', () => {
  expect(
    ['https://evil.example/', 'app://slipway.evil/', ''].map((url) =>
      permits('clipboard-sanitized-write', url),
    ),
  ).toEqual([false, false, false]);
});

it.each([
  'clipboard-read',
  'display-capture',
  'fileSystem',
  'fullscreen',
  'geolocation',
  'hid',
  'idle-detection',
  'local-fonts',
  'local-network-access',
  'media',
  'midi',
  'midiSysex',
  'notifications',
  'openExternal',
  'pointerLock',
  'serial',
  'usb',
  'unknown',
  'a-permission-of-next-year',
])('refuses %s', (permission) => {
  expect(permits(permission, 'app://slipway/')).toBe(false);
});
