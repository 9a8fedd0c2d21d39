import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';

/** Rows enough that the job can be met at work. */
const many = 400_000;
const few = 40;

const header = 'sepal_length,sepal_width,petal_length,petal_width,observer';

function writeRows(path: string, count: number): string {
  const rows = Array.from(
    { length: count },
    (_, row) => `${4 + (row % 40) / 10},3.1,${1 + (row % 60) / 10},0.${row % 10},ada`,
  );
  writeFileSync(path, `${header}\n${rows.join('\n')}\n`);
  return path;
}

async function openJob(page: Page, title: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Activity' }).click();
  await page.getByRole('main').getByRole('link', { name: title }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeFocused();
}

const log = (page: Page) => page.getByRole('log');
const linesOf = async (page: Page) =>
  (await log(page).innerText()).split('\n').filter((line) => line.trim() !== '');
const progress = (page: Page) => page.getByRole('main').getByRole('progressbar').first();

test('a job of another process is seen at work, cancelled, found again after a reload, resumed and finished', async ({
  app: { page, home, cli },
}) => {
  test.setTimeout(120_000);
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Activity' }).click();
  await expect(page.getByText('No jobs yet')).toBeVisible();

  const path = writeRows(join(home, 'many.csv'), many);
  const running = cli('predict-file', 'iris-flowers', path, '--json');
  await openJob(page, 'Predict many.csv');
  await expect(progress(page)).not.toHaveAttribute('aria-valuenow', '0');
  await page.getByRole('button', { name: 'Cancel job' }).click();
  await expect(page.getByText('Cancelled', { exact: true }).first()).toBeVisible();
  const { state } = JSON.parse(await running) as { state: string };
  expect(state).toBe('cancelled');

  const before = await linesOf(page);
  await page.reload();
  await expect(log(page).getByText('Cancelled')).toBeVisible();
  expect(await linesOf(page)).toEqual(before);
  expect(before.join('\n')).toContain('Columns that the model does not use: observer');

  await page.getByRole('button', { name: 'Resume job' }).click();
  await expect(page.getByText('Running', { exact: true }).first()).toBeVisible();
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Settings' }).click();
  const toast = page.getByRole('dialog').filter({ hasText: 'Predict many.csv: succeeded' });
  await expect(toast).toBeVisible({ timeout: 90_000 });
  await page.keyboard.press('ControlOrMeta+j');
  await expect(page.getByRole('complementary', { name: 'Activity' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+j');
  await toast.getByRole('link', { name: 'Open job' }).click();
  const result = page.getByRole('region', { name: 'Result' });
  await expect(result.getByText(many.toLocaleString('en'))).toBeVisible();
  await expect(result.getByText(join(home, 'many.predictions.jsonl'))).toBeVisible();
  await expect(result.locator('[data-evidence="local-process"]')).toHaveCount(1);
  await expect(log(page).getByText('Started, attempt 2')).toBeVisible();
  const rows = readFileSync(join(home, 'many.predictions.jsonl'), 'utf8').trimEnd().split('\n');
  const numbers = rows.map((row) => (JSON.parse(row) as { row: number }).row);
  expect(numbers.every((number, index) => number === index + 1) && numbers.length === many).toBe(true);
});

test('discarding names what it removes, removes it, and cannot be taken for done before', async ({
  app: { page, home, cli },
}) => {
  const path = writeRows(join(home, 'broken.csv'), few);
  writeFileSync(path, `${readFileSync(path, 'utf8')}not-a-number,1,1,1,ada\n`);
  await cli('predict-file', 'iris-flowers', path, '--json');
  const output = join(home, 'broken.predictions.jsonl');
  expect(existsSync(output)).toBe(true);

  await openJob(page, 'Predict broken.csv');
  const error = page.getByRole('main').getByRole('alert');
  await expect(error).toContainText('A row of the file cannot be predicted.');
  await page.getByRole('button', { name: 'Discard job' }).click();
  const dialog = page.getByRole('dialog', { name: 'Discard this job?' });
  await expect(dialog.getByText(output)).toBeVisible();
  await dialog.getByRole('button', { name: 'Keep job' }).click();
  await expect(dialog).toHaveCount(0);
  expect(existsSync(output)).toBe(true);

  await page.getByRole('button', { name: 'Discard job' }).click();
  await dialog.getByRole('button', { name: 'Discard job' }).click();
  await expect(page.getByText('Discarded', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Discard job' })).toHaveCount(0);
  expect(existsSync(output)).toBe(false);
});

test('the list is filtered and sorted, and keeps both on the way back', async ({
  app: { page, home, cli },
}) => {
  await cli('predict-file', 'iris-flowers', writeRows(join(home, 'alpha.csv'), few));
  await cli('predict-file', 'iris-flowers', writeRows(join(home, 'beta.csv'), few));
  await cli('predict-file', 'iris-flowers', join(home, 'missing.csv'));
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Activity' }).click();
  const titles = page.getByRole('main').getByRole('rowheader').getByRole('link');
  await expect(titles).toHaveText(['Predict missing.csv', 'Predict beta.csv', 'Predict alpha.csv']);

  await page.getByRole('button', { name: 'Job', exact: true }).click();
  await expect(page.getByRole('columnheader', { name: 'Job' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(titles).toHaveText(['Predict alpha.csv', 'Predict beta.csv', 'Predict missing.csv']);
  await page.getByRole('searchbox', { name: 'Filter by name or state' }).fill('succeeded');
  await expect(titles).toHaveText(['Predict alpha.csv', 'Predict beta.csv']);

  await titles.first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Predict alpha.csv' })).toBeVisible();
  await page.goBack();
  await expect(titles).toHaveText(['Predict alpha.csv', 'Predict beta.csv']);
  await page.getByRole('combobox', { name: 'Show' }).selectOption({ label: 'Stopped, can go on (1)' });
  await expect(page.getByText('No job fits')).toBeVisible();
  await page.getByRole('button', { name: 'Show all jobs' }).click();
  await expect(titles).toHaveCount(3);
});

test('ten thousand lines scroll, are searched and hold few elements', async ({ app: { page, origin } }) => {
  await page.goto(`${origin}/#/__gallery/job-long-log`);
  await expect(log(page).getByText('line 10000:')).toBeVisible();
  expect(await log(page).locator('*').count()).toBeLessThan(1_000);

  await page.getByRole('searchbox', { name: 'Find in log' }).fill('line 4321:');
  await expect(log(page).getByText('line 4321:')).toBeVisible();
  await expect(page.getByText('1 of 1', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Follow the end' })).toHaveAttribute('aria-pressed', 'false');
  await page.getByRole('button', { name: 'Follow the end' }).click();
  await expect(log(page).getByText('line 10000:')).toBeVisible();
});
