import { expect } from '@playwright/test';
import { test } from './desktop.ts';

test('opens its page, connects to the engine and complains about nothing', async ({
  desktop: { page, app, logged },
}) => {
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText('Desktop window: connected')).toBeVisible();
  expect(page.url()).toMatch(/^app:\/\/slipway\//);
  expect(complaints).toEqual([]);
  const shown = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.isVisible()),
  );
  expect(shown).toEqual([true]);
  const started = logged().find(({ message }) => message === 'Desktop start');
  expect(Number(started?.['slipway:window-shown'])).toBeLessThan(Number(started?.['slipway:engine-ready']));
});

test('gives the page a bridge of three names and nothing of Node', async ({ desktop: { page } }) => {
  expect(
    await page.evaluate(
      `[Object.keys(window.slipway).sort(), typeof require, typeof process, typeof Buffer]`,
    ),
  ).toEqual([['connect', 'host', 'platform'], 'undefined', 'undefined', 'undefined']);
});

test('stays on its page and opens no windows', async ({ desktop: { page, app } }) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await page.evaluate(`window.open('https://example.org/')`)).toBeNull();
  await page.evaluate(`window.location.href = 'https://example.org/'`);
  await page.evaluate(`window.location.href = 'app://slipway.evil/'`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(page.url()).toMatch(/^app:\/\/slipway\//);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('serves its files only, and reaches no network', async ({ desktop: { page } }) => {
  const addresses = [
    'app://slipway/../../etc/passwd',
    'app://slipway/..%2f..%2fetc%2fpasswd',
    'app://slipway/package.json',
  ];
  const statuses = await page.evaluate(
    `Promise.all(${JSON.stringify(addresses)}.map(async (address) => (await fetch(address)).status))`,
  );
  expect(statuses).toEqual([404, 404, 404]);
  const reach = `fetch('https://example.org/').then(() => 'reached', () => 'refused')`;
  expect(await page.evaluate(reach)).toBe('refused');
});

test('refuses permissions but lets the copy buttons work', async ({ desktop: { page } }) => {
  const names = ['geolocation', 'notifications', 'clipboard-read'];
  const states = await page.evaluate(
    `Promise.all(${JSON.stringify(names)}.map(async (name) => (await navigator.permissions.query({ name })).state))`,
  );
  expect(states).toEqual(names.map(() => 'denied'));
  expect(
    await page.evaluate(
      `navigator.clipboard.writeText('copied').then(() => 'copied', (error) => error.message)`,
    ),
  ).toBe('copied');
});

test('predicts by keyboard alone, again after a reload, and ends in order', async ({
  desktop: { page, app },
}) => {
  for (const times of [1, 2]) {
    await page.evaluate(`window.location.hash = '/'`);
    if (times === 2) await page.reload();
    await expect(page.getByRole('link', { name: /Iris flowers/ })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /^Predict(?! the)/ })).toBeEnabled();
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(page.getByRole('region', { name: 'Result', exact: true })).toContainText(/setosa/i);
  }
  const ended = new Promise((resolve) => app.process().once('exit', resolve));
  await app.evaluate(({ app: program }) => program.quit());
  expect(await ended).toBe(0);
});
