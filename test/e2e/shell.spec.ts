import type { Page, WebSocketRoute } from '@playwright/test';
import { expect, test } from './app.ts';

const palette = (page: Page) => page.getByRole('dialog', { name: 'Search or run a command' });
const keyboardMap = (page: Page) => page.getByRole('dialog', { name: 'Keyboard shortcuts' });
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const rail = (page: Page) => page.getByRole('navigation', { name: 'Sections' });

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await expect(palette(page).getByRole('combobox')).toBeFocused();
}

test('the palette goes to a screen by keyboard alone; title and focus follow', async ({ app: { page } }) => {
  await openPalette(page);
  await page.keyboard.type('this comp');
  await expect(palette(page).getByRole('option').first()).toHaveText('This computer');
  await page.keyboard.press('Enter');
  await expect(heading(page, 'This computer')).toBeFocused();
  await expect(page).toHaveTitle('This computer – Slipway');
  await expect(
    page.getByRole('main').getByRole('listitem').filter({ hasText: 'Node' }).first(),
  ).toBeVisible();
});

test('Esc closes the palette and the focus goes back', async ({ app: { page } }) => {
  const settings = rail(page).getByRole('link', { name: 'Settings' });
  await settings.focus();
  await openPalette(page);
  await page.keyboard.press('Escape');
  await expect(palette(page)).toHaveCount(0);
  await expect(settings).toBeFocused();
});

test('each command of the palette is the name of a control that can be seen', async ({ app: { page } }) => {
  for (const screen of ['Home', 'Models', 'Activity', 'This computer', 'Settings']) {
    await rail(page).getByRole('link', { name: screen }).click();
    await expect(page).toHaveTitle(`${screen} – Slipway`);
    await openPalette(page);
    const names: string[] = [];
    for (const group of ['On this screen', 'Go to', 'Window']) {
      const options = palette(page).getByRole('group', { name: group }).getByRole('option');
      names.push(
        ...(await options.evaluateAll((all) =>
          all.map((one) => one.querySelector('span')?.textContent ?? ''),
        )),
      );
    }
    await page.keyboard.press('Escape');
    await expect(palette(page)).toHaveCount(0);
    expect(names.length).toBeGreaterThan(7);
    for (const name of names) {
      const control = page.getByRole('button', { name }).or(page.getByRole('link', { name }));
      await expect(control.first(), `${screen}: ${name}`).toBeVisible();
    }
  }
});

test('? shows the keys, until Settings turns single keys off', async ({ app: { page } }) => {
  // The button names the key from when the setting is known.
  const help = rail(page).getByRole('button', { name: 'Keyboard shortcuts' });
  await expect(help).toHaveAttribute('aria-keyshortcuts', '?');
  await page.keyboard.press('?');
  await expect(keyboardMap(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(keyboardMap(page)).toHaveCount(0);

  await rail(page).getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('switch', { name: 'Single-key shortcuts' }).click();
  await expect(help).not.toHaveAttribute('aria-keyshortcuts', '?');
  await heading(page, 'Settings').focus();
  await page.keyboard.press('?');
  await openPalette(page);
  await expect(keyboardMap(page)).toHaveCount(0);
});

test('F6 goes round the regions and Shift+F6 back', async ({ app: { page } }) => {
  const region = () => page.evaluate(() => document.activeElement?.closest('[data-region]')?.tagName);
  await heading(page, 'Serve a model in two clicks').focus();
  const seen: (string | undefined)[] = [];
  for (const keys of ['F6', 'F6', 'F6', 'F6', 'Shift+F6']) {
    await page.keyboard.press(keys);
    seen.push(await region());
  }
  expect(seen).toEqual(['FOOTER', 'HEADER', 'NAV', 'MAIN', 'NAV']);
});

test('the drawer lies beside the work on a wide window, and its edge moves by keys', async ({
  app: { page },
}) => {
  const drawer = page.getByRole('complementary', { name: 'Activity' });
  const edge = drawer.getByRole('separator', { name: 'Width of Activity' });
  await page.keyboard.press('ControlOrMeta+j');
  await expect(drawer).toBeVisible();
  const [main, beside] = [await page.getByRole('main').boundingBox(), await drawer.boundingBox()];
  expect((main?.x ?? 0) + (main?.width ?? 0)).toBeLessThanOrEqual(beside?.x ?? 0);
  await edge.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(edge).toHaveAttribute('aria-valuenow', '384');
  await page.keyboard.press('ControlOrMeta+j');
  await expect(drawer).toHaveCount(0);
});

test('the theme is kept by the engine and is there at once after a reload', async ({ app: { page } }) => {
  const theme = () => page.evaluate(() => document.documentElement.dataset['theme']);
  await page.getByRole('button', { name: 'Use dark theme' }).click();
  await expect(page.getByRole('button', { name: 'Use light theme' })).toBeVisible();
  expect(await theme()).toBe('dark');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Use light theme' })).toBeVisible();
  expect(await theme()).toBe('dark');
  await rail(page).getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByLabel('Theme', { exact: true })).toHaveValue('dark');
  await page.getByRole('button', { name: 'Reset Theme' }).click();
  await expect(page.getByLabel('Theme', { exact: true })).toHaveValue('system');
});

test('a lost connection is said, keeps the screen, and ends by itself', async ({ app: { page } }) => {
  const sockets: WebSocketRoute[] = [];
  let refusing = false;
  await page.routeWebSocket(/\/rpc$/, (socket) => {
    if (refusing) {
      void socket.close();
      return;
    }
    socket.connectToServer();
    sockets.push(socket);
  });
  await page.reload();
  await rail(page).getByRole('link', { name: 'This computer' }).click();
  await expect(page.getByText('Browser: connected')).toBeVisible();
  const check = page.getByRole('heading', { level: 3, name: 'Node' });
  await expect(check).toBeVisible();

  refusing = true;
  await Promise.all(sockets.map((socket) => socket.close()));
  await expect(page.getByText('The engine is out of reach.')).toBeVisible();
  await expect(page.getByText('Browser: disconnected')).toBeVisible();
  await expect(check).toBeVisible();

  refusing = false;
  await expect(page.getByText('Browser: connected')).toBeVisible();
  await expect(page.getByText('The engine is out of reach.')).toHaveCount(0);
});

test.describe('with the engine gone', () => {
  test.use({ expectedNoise: [[/WebSocket connection to .* failed/], { scope: 'test' }] });

  test('what needs the engine says so and how to get on', async ({ app: { page, stop } }) => {
    await rail(page).getByRole('link', { name: 'This computer' }).click();
    await expect(page.getByRole('heading', { level: 3, name: 'Node' })).toBeVisible();
    await stop();
    await expect(page.getByText('The engine is out of reach.')).toBeVisible();
    await page.getByRole('button', { name: 'Copy diagnostics' }).click();
    await expect(page.getByRole('main').getByText('The engine is not reachable.')).toBeVisible();
  });
});

test('an address that names no page says so and leads home', async ({ app: { page, origin } }) => {
  await page.goto(`${origin}/#/nowhere`);
  await expect(heading(page, 'There is no such page')).toBeVisible();
  await page.getByRole('link', { name: 'Go to Home' }).click();
  await expect(heading(page, 'Serve a model in two clicks')).toBeVisible();
});

test('nothing appears that nobody asked for', async ({ app: { page } }) => {
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    const intrusive = '[role="dialog"], [role="alertdialog"], [aria-label="Results"] > *';
    new MutationObserver(() => {
      for (const element of document.querySelectorAll(intrusive)) seen.push(element.textContent);
    }).observe(document.body, { childList: true, subtree: true });
  });
  for (const screen of ['Models', 'Activity', 'This computer', 'Settings', 'Home']) {
    await rail(page).getByRole('link', { name: screen }).click();
    await expect(page).toHaveTitle(`${screen} – Slipway`);
  }
  expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual([]);
});

test('every control is at least 24 by 24 pixels, or has room around it', async ({ app: { page } }) => {
  for (const screen of ['Home', 'Activity', 'This computer', 'Settings']) {
    await rail(page).getByRole('link', { name: screen }).click();
    await expect(page).toHaveTitle(`${screen} – Slipway`);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('button, input, select, summary, [role="switch"]')]
        .map((element) => ({
          name: element.getAttribute('aria-label') ?? element.textContent,
          box: element.getBoundingClientRect(),
        }))
        .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
        .map(({ name }) => name),
    );
    expect(small, screen).toEqual([]);
  }
});
