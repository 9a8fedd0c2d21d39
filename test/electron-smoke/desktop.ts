import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { electronProgram, windowObstacle } from '../../scripts/electron.mjs';

const top = join(import.meta.dirname, '../..');
const program = electronProgram(top);
const obstacle =
  windowObstacle() ??
  (program === undefined ? 'The Electron binary is not here (npx install-electron fetches it).' : undefined);

export interface Desktop {
  readonly home: string;
  readonly app: ElectronApplication;
  readonly page: Page;
  /** What the program wrote to its log file. */
  readonly logged: () => readonly Readonly<Record<string, unknown>>[];
}

/** The built program in the real Electron, with an empty state folder; skipped with the reason where it cannot run. */
export const test = base.extend<{ environment: Readonly<Record<string, string>>; desktop: Desktop }>({
  environment: [{}, { option: true }],
  desktop: async ({ environment }, use) => {
    test.skip(obstacle !== undefined, obstacle ?? '');
    const home = mkdtempSync(join(tmpdir(), 'slipway-smoke-'));
    const app = await _electron.launch({
      ...(program !== undefined && { executablePath: program }),
      args: [top],
      env: { ...definedOf(process.env), ...environment, SLIPWAY_HOME: home },
    });
    const page = await app.firstWindow();
    await use({ home, app, page, logged: () => linesOf(join(home, 'logs/slipway.log')) });
    await app.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  },
});

function definedOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function linesOf(path: string): Readonly<Record<string, unknown>>[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
}
