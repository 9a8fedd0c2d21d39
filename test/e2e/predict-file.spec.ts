import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';

interface Example {
  readonly row: Readonly<Record<string, string | number>>;
  readonly expected: { readonly value: number };
}

const card = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../resources/samples/penguin-mass/model.json'), 'utf8'),
) as { readonly examples: readonly Example[] };
const columns = Object.keys(card.examples[0]?.row ?? {});

/** The examples over and over: row `n` is the example `n % examples`. */
function csv(rows: number, change: (line: string, index: number) => string = (line) => line): string {
  const lines = card.examples.map(({ row }) => columns.map((name) => row[name]).join(','));
  const body = Array.from({ length: rows }, (_, index) => change(lines[index % lines.length] ?? '', index));
  return `${[columns.join(','), ...body].join('\n')}\n`;
}

const jobsOf = (page: Page) =>
  page.getByRole('list', { name: 'Newest file predictions' }).getByRole('article');

async function openFilePanel(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Penguin mass', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Predict a file' })).toBeVisible();
}

async function predictFile(page: Page, path: string, output?: string): Promise<void> {
  await page.getByRole('textbox', { name: 'File with rows' }).fill(path);
  if (output !== undefined) await page.getByRole('textbox', { name: 'Result file' }).fill(output);
  await page.getByRole('button', { name: 'Predict the file' }).click();
}

function readResult(path: string): { row: number; value: number }[] {
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { row: number; value: number });
}

test('a file is predicted whole, whatever becomes of the page meanwhile', async ({ app: { page, home } }) => {
  const rows = 60_000;
  const path = join(home, 'many.csv');
  writeFileSync(path, csv(rows));
  await openFilePanel(page);
  await predictFile(page, path);
  await expect(jobsOf(page).getByRole('progressbar')).toBeVisible();

  await page.reload();
  await expect(jobsOf(page)).toHaveCount(1);
  await expect(jobsOf(page).first()).toContainText('60,000 rows in', { timeout: 45_000 });
  await expect(jobsOf(page).locator('[data-evidence="local-process"]')).toHaveCount(1);

  const result = readResult(join(home, 'many.predictions.jsonl'));
  expect(result.map(({ row }) => row)).toEqual(Array.from({ length: rows }, (_, index) => index + 1));
  const apart = result.map(({ value }, index) =>
    Math.abs(value - (card.examples[index % card.examples.length]?.expected.value ?? 0)),
  );
  expect(apart.filter((difference) => !(difference < 0.1))).toEqual([]);
});

test('a job that a person leaves is found again in Activity', async ({ app: { page, home } }) => {
  const path = join(home, 'few.csv');
  writeFileSync(path, csv(20));
  await openFilePanel(page);
  await predictFile(page, path);
  await expect(jobsOf(page).first()).toContainText('20 rows in');
  await jobsOf(page).first().getByRole('link', { name: 'Open the job' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Predict few.csv' })).toBeVisible();
});

test('a result that exists is not replaced; another name works', async ({ app: { page, home } }) => {
  const path = join(home, 'few.csv');
  writeFileSync(path, csv(20));
  writeFileSync(join(home, 'few.predictions.jsonl'), 'mine\n');
  await openFilePanel(page);
  await predictFile(page, path);
  await expect(jobsOf(page).first().locator('[data-error]')).toHaveAttribute('data-error', 'file.exists');
  expect(readFileSync(join(home, 'few.predictions.jsonl'), 'utf8')).toBe('mine\n');

  await predictFile(page, path, join(home, 'other.jsonl'));
  await expect(jobsOf(page).first()).toContainText('20 rows in');
  expect(readResult(join(home, 'other.jsonl')).length).toBe(20);
});

test('a row that does not fit is named by its place in the file', async ({ app: { page, home } }) => {
  const path = join(home, 'bad.csv');
  writeFileSync(
    path,
    csv(20, (line, index) => (index === 12 ? line.replace(/[^,]+$/, 'wide') : line)),
  );
  await openFilePanel(page);
  await predictFile(page, path);
  const error = jobsOf(page).first().locator('[data-error]');
  await expect(error).toHaveAttribute('data-error', 'file.row');
  await expect(error).toContainText('row.13.flipper_length_mm');
});

test('a path that cannot be one is named at its field, and nothing is started', async ({ app: { page } }) => {
  await openFilePanel(page);
  await predictFile(page, 'rows.csv');
  await expect(page.getByText('Give the full path, starting at the root of the disk.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'File with rows' })).toHaveAttribute('aria-invalid', 'true');
  await expect(jobsOf(page)).toHaveCount(0);
});
