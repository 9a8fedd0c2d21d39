import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { DoctorReport } from '../../src-main/contract/checks.ts';
import { expect, test, type OpenApp } from './app.ts';

const sample = join(import.meta.dirname, '../../resources/samples/iris-flowers');
const rows = 'sepal_length,sepal_width,petal_length,petal_width\n5.1,3.5,1.4,0.2\n6.7,3.1,4.7,1.5\n';

const step = (page: Page, name: string) => page.getByRole('heading', { level: 2, name });
const goOn = (page: Page) => page.keyboard.press('ControlOrMeta+Enter');

async function openWizard(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Packages' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Packages' })).toBeFocused();
  await page.getByRole('link', { name: 'Package a model' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Package a model' })).toBeFocused();
}

/** A copy of a sample's ONNX file, with rows beside it. */
function modelIn(home: string): { readonly model: string; readonly rows: string } {
  const places = { model: join(home, 'my-iris.onnx'), rows: join(home, 'iris.csv') };
  copyFileSync(join(sample, 'model.onnx'), places.model);
  writeFileSync(places.rows, rows);
  return places;
}

async function inspect(page: Page, home: string): Promise<void> {
  const places = modelIn(home);
  await openWizard(page);
  await page.getByRole('textbox', { name: 'Model', exact: true }).fill(places.model);
  await page.getByRole('textbox', { name: 'Training rows' }).fill(places.rows);
  await page.keyboard.press('Enter');
  await expect(step(page, 'What it is')).toBeFocused();
}

/** Why the journey to an image cannot be made here; undefined where it can. */
async function withoutEngine({ cli }: OpenApp): Promise<string | undefined> {
  const { checks } = JSON.parse(await cli('doctor', '--json')) as DoctorReport;
  const engine = checks.find(({ id }) => id === 'container-engine');
  return engine?.status === 'pass'
    ? undefined
    : `No container engine answers here: ${engine?.observed ?? 'not checked'}`;
}

test('faults of the paths are told at their fields, and nothing is started', async ({ app: { page } }) => {
  await openWizard(page);
  await page.getByRole('textbox', { name: 'Model', exact: true }).fill('forest.joblib');
  await page.getByRole('textbox', { name: 'Target column' }).fill('mass');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Give the full path, starting at the root of the disk.')).toBeVisible();
  await expect(page.getByText('Name the file that has this column.')).toBeVisible();
  await expect(step(page, 'Choose the model')).toBeVisible();
});

test('a path without a model is refused with a way on', async ({ app: { page, home } }) => {
  await openWizard(page);
  await page.getByRole('textbox', { name: 'Model', exact: true }).fill(join(home, 'nothing-here'));
  await page.keyboard.press('Enter');
  await expect(page.locator('main [data-error]')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Inspect' })).toBeEnabled();
});

test('what was found, typed and decided survives a reload, the way back and another screen', async ({
  app: { page, home },
}) => {
  await inspect(page, home);
  await expect(page.getByText('my-iris.onnx').first()).toBeVisible();
  await page.reload();
  await expect(step(page, 'What it is')).toBeVisible();
  await step(page, 'What it is').focus();
  await page.keyboard.press('Enter');
  await expect(step(page, 'How to package it')).toBeFocused();

  await page.getByRole('textbox', { name: 'Name' }).fill('garden-iris');
  await goOn(page);
  await expect(step(page, 'Review garden-iris:1')).toBeFocused();
  await expect(page.getByRole('region', { name: 'Text of Dockerfile' })).toContainText('FROM');

  await page.getByRole('link', { name: 'Models', exact: true }).click();
  await page.getByRole('link', { name: 'Package a model' }).first().click();
  await expect(step(page, 'Review garden-iris:1')).toBeVisible();
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('garden-iris');

  await page.getByRole('button', { name: 'Start over' }).click();
  await expect(page.getByRole('textbox', { name: 'Model', exact: true })).toHaveValue('');
});

test('a fault in a folded answer is brought to light when going on', async ({ app: { page, home } }) => {
  await inspect(page, home);
  await goOn(page);
  await page.getByText('Advanced', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Wheels folder' }).fill('wheels');
  await page.getByText('Advanced', { exact: true }).click();
  await goOn(page);
  await expect(page.getByRole('textbox', { name: 'Wheels folder' })).toBeFocused();
});

test('a dangerous model is packaged only once each finding is accepted', async ({
  app: { page, origin },
}) => {
  await page.goto(`${origin}/#/__gallery/wizard-look-dangerous?theme=light`);
  await expect(step(page, 'What it is')).toBeVisible();
  await goOn(page);
  const decisions = page.getByRole('checkbox');
  await expect(decisions.first()).toBeFocused();
  await expect(page.getByText('Accept it, or choose another model.')).toHaveCount(2);
  await page.keyboard.press('Space');
  await goOn(page);
  await expect(decisions.nth(1)).toBeFocused();
  await page.keyboard.press('Space');
  await goOn(page);
  await expect(step(page, 'How to package it')).toBeFocused();
});

test('the files of a package are walked with arrow keys', async ({ app: { page, origin } }) => {
  await page.goto(`${origin}/#/__gallery/package-files?theme=light`);
  await page.getByRole('treeitem', { name: 'Dockerfile' }).focus();
  for (const key of ['Home', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'End', 'Home'])
    await page.keyboard.press(key);
  await expect(page.getByRole('treeitem', { name: 'baseline' })).toBeFocused();
  await page.getByRole('treeitem', { name: 'slipway.json' }).click();
  await expect(page.getByRole('region', { name: 'Text of model/slipway.json' })).toContainText(
    'penguin-mass',
  );
});

test('a model on disk becomes an image that answers its sample', async ({ app }) => {
  test.setTimeout(900_000);
  const reason = await withoutEngine(app);
  test.skip(reason !== undefined, reason);
  const { page, home } = app;
  await inspect(page, home);
  await goOn(page);
  await page.getByRole('textbox', { name: 'Name' }).fill('journey-iris');
  await page.getByText('Advanced', { exact: true }).click();
  await page.getByRole('combobox', { name: 'Python' }).selectOption('3.11');
  await goOn(page);
  await expect(step(page, 'Review journey-iris:1')).toBeFocused();
  await goOn(page);
  await expect(page.getByRole('list', { name: 'Steps of the build' })).toBeVisible();

  await page.reload();
  await page.getByRole('link', { name: 'Open the package' }).click({ timeout: 800_000 });
  await expect(page.getByRole('heading', { level: 1, name: 'journey-iris:1' })).toBeFocused();
  await expect(page.locator('main [data-evidence="real-container"]').first()).toBeVisible();
  await expect(page.getByRole('list', { name: 'Checks' }).getByRole('listitem').first()).toBeVisible();
  await page.getByRole('tab', { name: 'Layers' }).click();
  await expect(page.getByRole('list', { name: 'Layers, from the base upwards' })).toBeVisible();

  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Remove package' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Packages' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'journey-iris:1' })).toHaveCount(0);
});
