import { expect } from '@playwright/test';
import { origin, test } from './double.ts';

test('opens one sandboxed window with the page, without a word on the console or a request to anywhere else', async ({
  double,
}) => {
  const complaints: string[] = [];
  const requests: string[] = [];
  double.context.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  double.context.on('weberror', (error) => complaints.push(String(error.error())));
  double.context.on('request', (request) => requests.push(request.url()));
  const page = await double.page();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText('Desktop window: connected')).toBeVisible();
  await expect(page).toHaveTitle(/ – Slipway$/);
  const { windows, sandboxed, schemes, outside } = await double.look();
  expect(windows).toHaveLength(1);
  expect(windows[0]).toMatchObject({
    shown: true,
    background: '#f8f9fa',
    options: {
      title: 'Slipway',
      show: false,
      width: 1280,
      height: 800,
      minWidth: 960,
      minHeight: 640,
      webPreferences: {
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        webviewTag: false,
        spellcheck: false,
      },
    },
  });
  expect({ sandboxed, schemes }).toEqual({
    sandboxed: true,
    schemes: [
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    ],
  });
  const foreign = requests.filter((url) => !url.startsWith(`${origin}/`) && url !== 'about:blank');
  expect({ complaints, outside, foreign, errors: double.errors() }).toEqual({
    complaints: [],
    outside: [],
    foreign: [],
    errors: '',
  });
});

test('shows the window before the engine is ready, and says in the log how long both took', async ({
  double,
}) => {
  const page = await double.page();
  await expect(page.getByText('Desktop window: connected')).toBeVisible();
  const started = double.logged().find(({ message }) => message === 'Desktop start');
  expect(started).toMatchObject({
    'slipway:window-shown': expect.any(Number),
    'slipway:engine-ready': expect.any(Number),
  });
  expect(Number(started?.['slipway:window-shown'])).toBeLessThan(Number(started?.['slipway:engine-ready']));
});

test.describe('in the dark', () => {
  test.use({ environment: { SLIPWAY_DOUBLE_DARK: '1' } });
  test('has a dark background from the start, and follows the computer', async ({ double }) => {
    await double.page();
    const { windows } = await double.look();
    await double.act({ act: 'set-dark', dark: false });
    const later = await double.look();
    expect([windows[0]?.options, windows[0]?.background, later.windows[0]?.background]).toEqual([
      expect.objectContaining({ backgroundColor: '#16191d' }),
      '#16191d',
      '#f8f9fa',
    ]);
  });
});

test('has a menu made of the platform’s own items', async ({ double }) => {
  test.skip(process.platform === 'darwin', 'macOS has a menu of its own in front; see the journey on macOS.');
  await double.page();
  const { menu } = await double.look();
  expect(menu).toMatchObject([
    { label: '&File', submenu: [{ role: 'quit' }] },
    { role: 'editMenu' },
    { label: '&View' },
    { role: 'windowMenu' },
    { label: '&Help' },
  ]);
});
