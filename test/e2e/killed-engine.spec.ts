import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, startHost, test } from './app.ts';

const rows = 60_000;
const line = '5.1,3.5,1.4,0.2\n';

/** Begins to predict a long file and kills the engine when the journal says that it is at work. */
async function killWhilePredicting(page: Page, home: string, kill: () => Promise<void>): Promise<string> {
  const path = join(home, 'many.csv');
  writeFileSync(path, `sepal_length,sepal_width,petal_length,petal_width\n${line.repeat(rows)}`);
  await page.getByRole('link', { name: 'Iris flowers', exact: true }).click();
  await page.getByRole('textbox', { name: 'File with rows' }).fill(path);
  await page.getByRole('button', { name: 'Predict the file' }).click();
  const bar = page.getByRole('list', { name: 'Newest file predictions' }).getByRole('progressbar');
  await expect(bar).toHaveAttribute('aria-valuenow', /^(?:[6-9]|[1-9]\d)/);
  await kill();
  return join(home, 'many.predictions.jsonl');
}

async function openJobOfNextStart(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.waitForURL((url) => url.search === '');
  await page.getByRole('navigation').getByRole('link', { name: 'Activity' }).click();
  await page.getByRole('link', { name: 'Predict many.csv' }).click();
  await expect(page.getByRole('main').getByText('Interrupted').first()).toBeVisible();
}

// The page of the killed engine says that it is gone, and its socket complains.
test.use({ expectedNoise: [/WebSocket|ERR_CONNECTION|Failed to load resource/] });

test('a job whose engine is killed can be resumed at the next start, and loses no row', async ({
  app,
  context,
}) => {
  const output = await killWhilePredicting(app.page, app.home, app.kill);
  await expect(app.page.getByText('not reachable').first()).toBeVisible();
  const next = await startHost(app.home);
  try {
    const page = await context.newPage();
    await openJobOfNextStart(page, next.address);
    await page.getByRole('button', { name: /^Resume/ }).click();
    await expect(page.getByRole('main').getByText('Succeeded').first()).toBeVisible({ timeout: 45_000 });
    const numbers = readFileSync(output, 'utf8')
      .trimEnd()
      .split('\n')
      .map((text) => (JSON.parse(text) as { row: number }).row);
    expect(numbers).toEqual(Array.from({ length: rows }, (_, index) => index + 1));
  } finally {
    await next.stop();
  }
});

test('or discarded, which removes what it had begun', async ({ app, context }) => {
  await killWhilePredicting(app.page, app.home, app.kill);
  const next = await startHost(app.home);
  try {
    const page = await context.newPage();
    await openJobOfNextStart(page, next.address);
    await page.getByRole('button', { name: /^Discard/ }).click();
    await page
      .getByRole('dialog')
      .or(page.getByRole('alertdialog'))
      .getByRole('button', { name: /^Discard/ })
      .click();
    await expect(page.getByRole('main').getByText('Discarded').first()).toBeVisible();
    expect(JSON.parse(await app.cli('ledger', '--json'))).toEqual([]);
  } finally {
    await next.stop();
  }
});
