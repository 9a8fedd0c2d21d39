import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { electronObstacle, electronProgram, windowObstacle } from '../../scripts/electron.mjs';

let top: string;
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'slipway-electron-'));
  mkdirSync(join(top, 'node_modules/electron'), { recursive: true });
});
afterEach(() => rmSync(top, { recursive: true }));

function put(path: string, text = ''): string {
  mkdirSync(dirname(join(top, path)), { recursive: true });
  writeFileSync(join(top, path), text);
  return join(top, path);
}

it('finds the executable by the name that the package notes, and nothing where it is not fetched', () => {
  const none = electronProgram(top, {});
  put('node_modules/electron/path.txt', 'Electron.app/Contents/MacOS/Electron');
  const noted = electronProgram(top, {});
  const program = put('node_modules/electron/dist/Electron.app/Contents/MacOS/Electron');
  expect([none, noted, electronProgram(top, {})]).toEqual([undefined, undefined, program]);
});

it('finds an executable that lies elsewhere', () => {
  const program = put('elsewhere/electron');
  expect(electronProgram(top, { ELECTRON_OVERRIDE_DIST_PATH: join(top, 'elsewhere') })).toBe(program);
});

it('opens no window without a display, as root, or when the web host is asked for', () => {
  const screen = { DISPLAY: ':0' };
  expect([
    windowObstacle({ environment: screen, platform: 'linux', user: 1000 }),
    windowObstacle({ environment: { WAYLAND_DISPLAY: 'wayland-0' }, platform: 'linux', user: 1000 }),
    windowObstacle({ environment: {}, platform: 'darwin', user: 501 }),
    windowObstacle({ environment: {}, platform: 'win32', user: undefined }),
    windowObstacle({ environment: { DISPLAY: '' }, platform: 'linux', user: 1000 }),
    windowObstacle({ environment: screen, platform: 'linux', user: 0 }),
    windowObstacle({ environment: { ...screen, SLIPWAY_HOST: 'web' }, platform: 'darwin', user: 501 }),
  ]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    'No display is reachable, so Electron cannot open a window.',
    'Electron does not open windows for the root user.',
    'SLIPWAY_HOST asks for the web host.',
  ]);
});

it('fetches the binary once, and does not wait for another try the same day', async () => {
  const said: string[] = [];
  let fetches = 0;
  const parts = {
    environment: { DISPLAY: ':0' },
    platform: 'linux' as const,
    user: 1000,
    say: (sentence: string) => void said.push(sentence),
    fetch: () => Promise.resolve((fetches += 1) > 2),
  };
  const first = await electronObstacle(top, parts);
  const soon = await electronObstacle(top, parts);
  const yesterday = new Date(Date.now() - 25 * 60 * 60 * 1000);
  utimesSync(join(top, 'node_modules/.slipway-electron-missing'), yesterday, yesterday);
  const nextDay = await electronObstacle(top, parts);
  put('node_modules/electron/dist/electron');
  const fetched = await electronObstacle(top, parts);
  expect([first, soon, nextDay, fetched].map((sentence) => sentence?.slice(0, 65))).toEqual([
    'The Electron binary is not here and could not be fetched (offline',
    'The Electron binary is not here and could not be fetched lately (',
    'The Electron binary is not here and could not be fetched (offline',
    undefined,
  ]);
  expect([fetches, said.length]).toEqual([2, 2]);
});
