import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface Browser {
  readonly path: string;
  readonly args: readonly string[];
}

/** Switches that keep Chromium from calling home, so that a test can assert that nothing leaves loopback. */
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];

/** An installed Chromium-family browser, or undefined: tests that need one are then skipped with that reason. */
export function findBrowser(): Browser | undefined {
  const path = candidates().find((candidate) => existsSync(candidate));
  if (path === undefined) return undefined;
  const root = process.getuid?.() === 0;
  return { path, args: root ? [...quiet, '--no-sandbox'] : quiet };
}

function candidates(): string[] {
  const named = process.env['SLIPWAY_CHROMIUM'];
  const programs = process.env['PROGRAMFILES'] ?? 'C:\\Program Files';
  return [
    ...(named === undefined ? [] : [named]),
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    join(programs, 'Google\\Chrome\\Application\\chrome.exe'),
    join(programs, 'Microsoft\\Edge\\Application\\msedge.exe'),
    ...playwrightBrowsers(),
  ];
}

/** Browsers that `npx playwright install` put into its cache. */
function playwrightBrowsers(): string[] {
  const cache = process.env['PLAYWRIGHT_BROWSERS_PATH'] ?? join(homedir(), '.cache', 'ms-playwright');
  if (!existsSync(cache)) return [];
  const folders = readdirSync(cache).filter((name) => name.startsWith('chromium-'));
  return folders.flatMap((name) =>
    ['chrome-linux/chrome', 'chrome-linux64/chrome'].map((end) => join(cache, name, end)),
  );
}
