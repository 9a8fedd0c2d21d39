import { expect, it } from 'vitest';
import { browserCommand } from './open-browser.ts';

it('opens addresses the way the platform does', () => {
  expect([
    browserCommand('darwin', {}),
    browserCommand('win32', {}),
    browserCommand('linux', { DISPLAY: ':0' }),
    browserCommand('linux', { DISPLAY: '', WAYLAND_DISPLAY: 'wayland-0' }),
  ]).toEqual([['open'], ['rundll32', 'url.dll,FileProtocolHandler'], ['xdg-open'], ['xdg-open']]);
});

it('opens nothing where nobody looks: without a screen, and on a build machine', () => {
  expect([
    browserCommand('linux', {}),
    browserCommand('linux', { DISPLAY: '' }),
    browserCommand('darwin', { CI: '1' }),
  ]).toEqual([undefined, undefined, undefined]);
});
