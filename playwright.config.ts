import { defineConfig } from '@playwright/test';
import { findBrowser } from './test/e2e/browser.ts';

const browser = findBrowser();

/** Journeys in a real browser. `web` uses the web host; `double` runs the built Electron host without Electron. */
export default defineConfig({
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 2,
  forbidOnly: process.env['CI'] !== undefined,
  use: {
    viewport: { width: 1280, height: 800 },
    trace: 'retain-on-failure',
    launchOptions: { ...(browser && { executablePath: browser.path }), args: [...(browser?.args ?? [])] },
  },
  projects: [
    { name: 'web', testDir: 'test/e2e', testMatch: '**/*.spec.ts' },
    { name: 'double', testDir: 'test/electron-double', testMatch: '**/*.spec.ts' },
    { name: 'electron', testDir: 'test/electron-smoke', testMatch: '**/*.spec.ts' },
    ...(process.env['SLIPWAY_PICTURES'] === undefined
      ? []
      : [{ name: 'pictures', testDir: 'test/pictures' }]),
  ],
});
