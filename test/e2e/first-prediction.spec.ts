import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { maxBodyBytes, servingRoutes, type RouteId } from '../../src-main/contract/serving.ts';
import { expect, test } from './app.ts';

const samples = [
  { id: 'iris-flowers', title: 'Iris flowers', shown: 'Iris setosa' },
  { id: 'penguin-mass', title: 'Penguin mass', shown: '3,364.5' },
  { id: 'handwritten-digit', title: 'Handwritten digit', shown: 'Two' },
] as const;

const routes = Object.keys(servingRoutes) as RouteId[];

const resultOf = (page: Page) => page.getByRole('region', { name: 'Result', exact: true });
const cardOf = (page: Page, title: string) => page.getByRole('link', { name: title, exact: true });
const editorOf = (page: Page) => page.getByRole('textbox', { name: 'Request body' });

/** Opens a sample from Home as a person without a pointer does. */
async function open(page: Page, sample: (typeof samples)[number] = samples[0]): Promise<void> {
  await expect(cardOf(page, samples[0].title)).toBeFocused();
  for (let step = 0; step < samples.indexOf(sample); step += 1) await page.keyboard.press('ArrowRight');
  await expect(cardOf(page, sample.title)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: sample.title })).toBeVisible();
}

const predict = (page: Page) => page.keyboard.press('ControlOrMeta+Enter');

async function openJson(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'JSON' }).click();
  await expect(editorOf(page)).toBeVisible();
}

async function type(page: Page, body: string): Promise<void> {
  await editorOf(page).focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(body);
}

/** A paste as the browser delivers it: typing millions of characters is no way to make one. */
async function paste(page: Page, length: number): Promise<void> {
  await editorOf(page).evaluate((editor, count) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'x'.repeat(count));
    editor.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true, composed: true }),
    );
  }, length);
}

test('Enter opens the first sample and Ctrl+Enter predicts, with nothing beyond this computer', async ({
  app: { page, origin },
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('websocket', (socket) => asked.push(socket.url()));
  await expect(page.getByRole('heading', { level: 1, name: 'Serve a model in two clicks' })).toBeVisible();

  await page.evaluate(() => {
    const count = ({ type, key }: { type: string; key?: string }) => {
      if (key !== 'Control' && key !== 'Meta')
        document.body.dataset['acts'] = `${document.body.dataset['acts'] ?? ''} ${key ?? type}`;
    };
    for (const act of ['keydown', 'pointerdown'] as const)
      window.addEventListener(act, count, { capture: true });
  });

  await open(page);
  await predict(page);

  const result = resultOf(page);
  await expect(result.getByText('Iris setosa').first()).toBeVisible();
  await expect(result.locator('[data-evidence="local-process"]')).toHaveCount(1);
  await expect(result.getByText('LOCAL PROCESS')).toBeVisible();
  await expect(page.locator('body')).toHaveAttribute('data-acts', ' Enter Enter');
  await expect(page.locator('body')).not.toBeFocused();
  const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  const hosts = new Set(
    [...asked, ...loaded].filter((url) => !url.startsWith('data:')).map((url) => new URL(url).host),
  );
  expect([...hosts]).toEqual([new URL(origin).host]);
});

for (const sample of samples) {
  test(`${sample.title}: the answer is that of the library that trained it`, async ({ app: { page } }) => {
    await open(page, sample);
    await predict(page);
    await expect(resultOf(page).getByText(sample.shown, { exact: true }).first()).toBeVisible();
    await expect(resultOf(page).getByText('Same answer as scikit-learn')).toContainText('yes');
  });
}

for (const route of routes) {
  test(`the same answer in the words of ${servingRoutes[route].title}`, async ({ app: { page } }) => {
    await open(page);
    await page.getByRole('radio', { name: servingRoutes[route].title, exact: true }).check();
    await predict(page);
    await expect(resultOf(page).getByText('97.1 %').first()).toBeVisible();
    await page.getByRole('tab', { name: 'Request' }).click();
    await expect(page.getByRole('region', { name: 'Request', exact: true })).toContainText(
      `POST ${servingRoutes[route].path} HTTP/1.1`,
    );
  });
}

test.describe('an input that cannot be predicted is named, and the next good one works', () => {
  const row = { sepal_length: 5.1, sepal_width: 3.4, petal_length: 1.5, petal_width: 0.2 };
  const { petal_width: _left, ...short } = row;
  const cases = [
    [
      'a value of the wrong type',
      JSON.stringify({ rows: [{ ...row, petal_length: 'long' }] }),
      'rows.wrong-type',
    ],
    ['a missing column', JSON.stringify({ rows: [short] }), 'rows.column-missing'],
    ['an unknown column', JSON.stringify({ rows: [{ ...row, colour: 'red' }] }), 'rows.column-unknown'],
    ['NaN', JSON.stringify({ rows: [row] }).replace('1.5', 'NaN'), 'input.not-json'],
    ['a text that is no JSON', '{"rows": [', 'input.not-json'],
    ['no rows', '{"rows": []}', 'rows.empty'],
  ] as const;

  for (const [what, body, code] of cases) {
    test(what, async ({ app: { page } }) => {
      await open(page);
      await openJson(page);
      await type(page, body);
      await predict(page);
      await expect(resultOf(page).getByRole('alert')).toHaveAttribute('data-error', code);
      await expect(resultOf(page).getByRole('list', { name: 'What to do' })).toBeVisible();

      await type(page, JSON.stringify({ rows: [row] }));
      await predict(page);
      await expect(resultOf(page).getByText('Iris setosa').first()).toBeVisible();
    });
  }

  test('a body of 30 MB', async ({ app: { page } }) => {
    await open(page);
    await openJson(page);
    const before = await editorOf(page).innerText();
    await paste(page, 30_000_000);
    await expect(resultOf(page).getByRole('alert')).toHaveAttribute('data-error', 'input.too-large');
    await expect(resultOf(page)).toContainText(
      `30,000,000 bytes; ${maxBodyBytes.toLocaleString('en-US')} bytes are allowed`,
    );
    expect(await editorOf(page).innerText()).toBe(before);

    await predict(page);
    await expect(resultOf(page).getByText('Iris setosa').first()).toBeVisible();
  });
});

test('a problem leads to its field', async ({ app: { page } }) => {
  await open(page);
  await page.getByRole('textbox', { name: 'Petal width' }).fill('');
  await predict(page);
  await expect(resultOf(page).getByRole('alert')).toHaveAttribute('data-error', 'rows.column-missing');
  await page.getByRole('button', { name: 'Petal width: A number is needed.' }).press('Enter');
  await expect(page.getByRole('textbox', { name: 'Petal width' })).toBeFocused();
});

test('while editing the answer follows, unless the switch is off', async ({ app: { page } }) => {
  await open(page);
  await predict(page);
  await expect(resultOf(page).getByText('97.1 %').first()).toBeVisible();
  const slider = page.getByRole('slider', { name: 'Petal length, slider' });
  await slider.fill('6.5');
  await expect(resultOf(page).getByText('97.1 %')).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: 'Petal length' })).toHaveValue('6.5');

  await page.getByRole('switch', { name: 'Predict while editing' }).uncheck();
  await slider.fill('1.5');
  await expect(resultOf(page).getByText('for an earlier input')).toBeVisible();
  await predict(page);
  await expect(resultOf(page).getByText('97.1 %').first()).toBeVisible();
});

test('a value outside the training range is allowed and marked', async ({ app: { page } }) => {
  await open(page);
  await page.getByRole('textbox', { name: 'Petal length' }).fill('40');
  await expect(page.getByText('outside the training range')).toBeVisible();
  await predict(page);
  await expect(resultOf(page).getByText('Iris virginica').first()).toBeVisible();
});

test('a digit drawn by keyboard is read', async ({ app: { page } }) => {
  await open(page, samples[2]);
  await page.getByRole('button', { name: 'Clear' }).press('Enter');
  const grid = page.getByRole('grid', { name: 'Image, 8 by 8 cells' });
  await grid.getByRole('gridcell', { name: 'Row 1, column 1,' }).focus();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
  // A one: two columns of full ink from top to bottom.
  for (let row = 0; row < 8; row += 1)
    for (const key of ['9', 'ArrowRight', '9', 'ArrowLeft', 'ArrowDown']) await page.keyboard.press(key);
  await expect(grid.getByRole('gridcell', { name: 'Row 8, column 4, ink 16 of 16' })).toBeFocused();
  await expect(resultOf(page).getByText('One', { exact: true }).first()).toBeVisible();
});

test('an earlier input comes back from the session, also after a visit to Home', async ({
  app: { page },
}) => {
  await open(page);
  await predict(page);
  await expect(resultOf(page).getByText('Iris setosa').first()).toBeVisible();
  await page.getByRole('combobox', { name: 'Start from an example' }).selectOption('Virginica, typical');
  await expect(resultOf(page).getByText('Iris virginica').first()).toBeVisible();
  await page.getByRole('link', { name: 'Home' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Serve a model in two clicks' })).toBeVisible();
  await cardOf(page, 'Iris flowers').click();
  await expect(page.getByRole('textbox', { name: 'Petal length' })).toHaveValue('5.4');
  await page
    .getByRole('region', { name: 'This session' })
    .getByRole('button', { name: 'Iris setosa' })
    .press('Enter');
  await expect(page.getByRole('textbox', { name: 'Petal length' })).toHaveValue('1.5');
  await expect(resultOf(page).getByText('97.1 %').first()).toBeVisible();
});

test('the shown commands ask for the same prediction', async ({ app: { page } }) => {
  await open(page);
  await predict(page);
  await expect(resultOf(page).getByText('Iris setosa').first()).toBeVisible();
  const codeOf = async (tab: string) => {
    await page.getByRole('tab', { name: tab, exact: true }).click();
    return page.getByRole('region', { name: tab, exact: true }).innerText();
  };
  const [curl, python] = [await codeOf('cURL'), await codeOf('Python')];
  const label = expect.stringContaining('"label":"setosa"') as unknown;
  const answers = [
    ...(has('curl') ? [run('sh', curl)] : []),
    ...(has('python3') ? [run('python3', python)] : []),
  ];
  test.skip(answers.length === 0, 'Neither curl nor python3 was found.');
  expect(answers).toEqual(answers.map(() => label));
});

test('the models are listed, sorted and opened by keyboard', async ({ app: { page } }) => {
  await page.getByRole('link', { name: 'Models', exact: true }).press('Enter');
  const names = page.getByRole('rowheader').getByRole('link');
  await expect(names).toHaveText(samples.map(({ title }) => title));
  await page.getByRole('columnheader', { name: 'Size' }).getByRole('button').press('Enter');
  await page.getByRole('columnheader', { name: 'Size' }).getByRole('button').press('Enter');
  await expect(page.getByRole('columnheader', { name: 'Size' })).toHaveAttribute('aria-sort', 'descending');
  await expect(names.first()).toHaveText('Handwritten digit');
  await names.first().press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Handwritten digit' })).toBeVisible();
});

test('every example gets the answer of the training library', async ({ app: { page } }) => {
  const card = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../resources/samples/penguin-mass/model.json'), 'utf8'),
  ) as {
    examples: unknown[];
  };
  await open(page, samples[1]);
  await page.getByRole('button', { name: 'Check the examples' }).press('Enter');
  const check = page.getByRole('region', { name: 'Example check' });
  await expect(check.getByText('Same answer as scikit-learn')).toHaveCount(card.examples.length);
  await expect(check.getByText('yes', { exact: true })).toHaveCount(card.examples.length);
  await expect(check.locator('[data-evidence]')).toHaveCount(1);
});

function run(program: string, code: string): string {
  return execFileSync(program, ['-c', code], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

function has(program: string): boolean {
  return spawnSync(program, ['--version']).error === undefined;
}
