import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { findBrowser } from '../e2e/browser.ts';

/**
 * Measures the start of the built app: the median of several runs, each with an empty state folder. Ends with exit
 * status 1 when a budget is exceeded. Run it on a quiet machine; it is not part of the tests.
 */
const runs = 7;

type BudgetId = 'engineReady' | 'initialScript' | 'firstPaint' | 'interactive';
const budgets = JSON.parse(readFileSync(join(import.meta.dirname, 'budgets.json'), 'utf8')) as Readonly<
  Record<BudgetId, { title: string; unit: string; most: number }>
>;
const top = join(import.meta.dirname, '../..');
const figures: Record<BudgetId, number[]> = {
  engineReady: [],
  initialScript: [initialScriptKb()],
  firstPaint: [],
  interactive: [],
};

for (let run = 0; run < runs; run += 1) {
  const home = mkdtempSync(join(tmpdir(), 'slipway-bench-'));
  const { host, address, readyMs } = await startHost(home);
  figures.engineReady.push(readyMs);
  try {
    const paints = await openPage(address);
    if (paints !== undefined) {
      figures.firstPaint.push(paints.firstPaint);
      figures.interactive.push(paints.interactive);
    }
  } finally {
    host.kill('SIGTERM');
  }
  await once(host, 'exit');
  rmSync(home, { recursive: true });
}

const lines = (Object.keys(budgets) as BudgetId[]).map((id) => verdict(id, figures[id]));
process.stdout.write(`${runs} runs, Node ${process.versions.node}, ${cpus().length} cores\n`);
for (const { text } of lines) process.stdout.write(`${text}\n`);
process.exitCode = lines.some(({ over }) => over) ? 1 : 0;

function verdict(id: BudgetId, values: readonly number[]) {
  const { title, unit, most } = budgets[id];
  const sorted = values.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)];
  if (median === undefined) return { over: false, text: `not measured  ${title}: no Chromium was found` };
  const over = median > most;
  const range = `${sorted[0]?.toFixed(0) ?? ''} to ${sorted.at(-1)?.toFixed(0) ?? ''}`;
  return {
    over,
    text: `${over ? 'OVER ' : 'within'}  ${title}: ${median.toFixed(0)} ${unit} (${range}; budget ${most} ${unit})`,
  };
}

async function startHost(home: string): Promise<{ host: ChildProcess; address: string; readyMs: number }> {
  const begun = performance.now();
  const env = { ...process.env, SLIPWAY_HOME: home };
  const host = spawn(process.execPath, [join(top, 'out/main/web.js'), '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
  });
  for await (const line of createInterface({ input: host.stdout }))
    return {
      host,
      address: (JSON.parse(line) as { address: string }).address,
      readyMs: performance.now() - begun,
    };
  throw new Error('The web host ended before it was ready.');
}

async function openPage(address: string): Promise<{ firstPaint: number; interactive: number } | undefined> {
  const found = findBrowser();
  if (found === undefined) return undefined;
  const browser = await chromium.launch({ executablePath: found.path, args: [...found.args] });
  try {
    const page = await browser.newPage();
    await page.goto(address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.goto(new URL('/', address).href);
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForFunction(() => performance.getEntriesByName('slipway:interactive').length > 0);
    return await page.evaluate(() => ({
      firstPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
      interactive: performance.getEntriesByName('slipway:interactive')[0]?.startTime ?? Number.NaN,
    }));
  } finally {
    await browser.close();
  }
}

/** Every script that the page loads before it can paint: the entry and what it imports statically. */
function initialScriptKb(): number {
  const renderer = join(top, 'out/renderer');
  const html = readFileSync(join(renderer, 'index.html'), 'utf8');
  const scripts = [...html.matchAll(/(?:src|href)="\/?([^"]+\.js)"/g)].map(([, path = '']) =>
    path.replace(/^\.\//, ''),
  );
  const bytes = [...new Set(scripts)].map((path) => gzipSync(readFileSync(join(renderer, path))).length);
  return bytes.reduce((sum, size) => sum + size, 0) / 1024;
}
