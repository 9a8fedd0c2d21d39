import { expect } from '@playwright/test';
import { test } from './double.ts';

test('predicts by keyboard alone: Enter on Home, Control and Enter on the model; the model server ends with the program', async ({
  double,
}) => {
  const page = await double.page();
  await expect(page.getByRole('link', { name: /Iris flowers/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Iris flowers' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Predict(?! the)/ })).toBeEnabled();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('region', { name: 'Result', exact: true })).toContainText(/setosa/i);
  const [servers] = (await double.call(page, [['servers/list', undefined]])) as [
    readonly { readonly pid: number }[],
  ];
  const { outside } = await double.look();
  expect([servers.length, outside, double.errors()]).toEqual([1, [], '']);
  await double.act({ act: 'quit' });
  expect(await double.ended).toBe(0);
  expect(servers.map(({ pid }) => isAlive(pid))).toEqual([false]);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
