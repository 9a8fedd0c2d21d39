import { EventEmitter } from 'node:events';
import type { Chromium } from './chromium.ts';
import { note } from './observed.ts';

type Check = (contents: unknown, permission: string, origin: string, details: object) => boolean;
type Ask = (
  contents: unknown,
  permission: string,
  callback: (allowed: boolean) => void,
  details: { requestingUrl: string },
) => void;
type Before = (details: { url: string }, callback: (answer: { cancel?: boolean }) => void) => void;

let check: Check | null = null;
let ask: Ask | null = null;
let before: Before | undefined;

class Session extends EventEmitter {
  readonly webRequest = { onBeforeRequest: (_filter: object, listener: Before) => void (before = listener) };
  setPermissionCheckHandler(handler: Check | null): void {
    check = handler;
  }
  setPermissionRequestHandler(handler: Ask | null): void {
    ask = handler;
  }
  setDevicePermissionHandler(handler: (details: object) => boolean): void {
    note('device', 'hid', handler({ deviceType: 'hid', origin: 'app://slipway/', device: {} }));
  }
}

export const session = { defaultSession: new Session() };

/** Electron's name of a permission, and what the DevTools protocol calls it. */
const permissions: readonly (readonly [string, object])[] = [
  ['clipboard-read', { name: 'clipboard-read' }],
  ['clipboard-sanitized-write', { name: 'clipboard-write' }],
  ['geolocation', { name: 'geolocation' }],
  ['idle-detection', { name: 'idle-detection' }],
  ['local-fonts', { name: 'local-fonts' }],
  ['media', { name: 'camera' }],
  ['media', { name: 'microphone' }],
  ['midi', { name: 'midi' }],
  ['midiSysex', { name: 'midi', sysex: true }],
  ['notifications', { name: 'notifications' }],
  ['window-management', { name: 'window-management' }],
];

/**
 * Asks the program's handlers about each permission before a page can, and gives Chromium the answers: the protocol
 * has no event for a page's request. As in Electron, a handler that is missing allows everything.
 */
export async function applyPermissions(
  chromium: Chromium,
  contents: unknown,
  address: string,
  origin: string,
): Promise<void> {
  for (const [permission, descriptor] of permissions) {
    const checked = check?.(contents, permission, new URL('/', address).href, {}) ?? true;
    const allowed = note(
      'permission',
      permission,
      checked && (await requested(contents, permission, address)),
    );
    const setting = allowed ? 'granted' : 'denied';
    await chromium.send('Browser.setPermission', { permission: descriptor, setting, origin });
  }
}

function requested(contents: unknown, permission: string, requestingUrl: string): Promise<boolean> {
  return new Promise((resolve) => {
    if (ask === null) resolve(true);
    else ask(contents, permission, resolve, { requestingUrl });
  });
}

/** True when the program lets the request go out. */
export function mayRequest(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    if (before === undefined) resolve(true);
    else before({ url }, ({ cancel }) => resolve(cancel !== true));
  });
}
