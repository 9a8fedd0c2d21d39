import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from './double.ts';

test('ends with its window, in order, and remembers its place', async ({ double }) => {
  const page = await double.page();
  await expect(page.getByText('Desktop window: connected')).toBeVisible();
  // On macOS a program outlives its windows.
  await double.act({ act: process.platform === 'darwin' ? 'quit' : 'close-window' });
  expect([await double.ended, double.errors()]).toEqual([0, '']);
  const saved: unknown = JSON.parse(readFileSync(join(double.home, 'window/window.json'), 'utf8'));
  expect(saved).toMatchObject({ width: 1280, height: 800, maximised: false });
});

test('ends in order when the system asks it to', async ({ double }) => {
  test.skip(process.platform === 'win32', 'Windows has no signal for that.');
  const page = await double.page();
  await expect(page.getByText('Desktop window: connected')).toBeVisible();
  double.kill('SIGTERM');
  expect(await double.ended).toBe(0);
});

test('starts once for a state folder: a second start shows the first window and ends', async ({ double }) => {
  await double.page();
  expect(await double.startAgain()).toBe(0);
  await expect.poll(async () => (await double.look()).windows.map(({ focused }) => focused)).toEqual([1]);
});

test('connects again after a reload, and the streams of the page before have ended', async ({ double }) => {
  const page = await double.page();
  await expect(page.getByText('Desktop window: connected')).toBeVisible();
  for (let times = 0; times < 3; times += 1) {
    await page.reload();
    await expect(page.getByText('Desktop window: connected')).toBeVisible();
  }
  const { ports } = await double.look();
  expect(ports).toEqual({ opened: 4, closed: 3 });
});

test.describe('on macOS', () => {
  test.use({ environment: { SLIPWAY_DOUBLE_PLATFORM: 'darwin' } });
  test('outlives its window, and opens it again with the same engine', async ({ double }) => {
    const page = await double.page();
    await expect(page.getByText('Desktop window: connected')).toBeVisible();
    await double.act({ act: 'close-window' });
    await expect.poll(() => double.context.pages().includes(page)).toBe(false);
    await double.act({ act: 'activate' });
    const again = await double.page();
    await expect(again.getByText('Desktop window: connected')).toBeVisible();
    const { windows, menu } = await double.look();
    expect([
      windows.length,
      double.logged().filter(({ message }) => message === 'Desktop start').length,
    ]).toEqual([2, 1]);
    expect(menu).toMatchObject([
      { role: 'appMenu' },
      { label: '&File', submenu: [{ role: 'close' }] },
      {},
      {},
      {},
      {},
    ]);
    await double.act({ act: 'quit' });
    expect(await double.ended).toBe(0);
  });
});

test.describe('with a place from last time', () => {
  const place = { x: 100, y: 50, width: 1000, height: 700, maximised: false };
  test.use({ homeFiles: { 'window/window.json': JSON.stringify(place) } });
  test('opens where it was', async ({ double }) => {
    await double.page();
    expect((await double.look()).windows[0]?.options).toMatchObject({
      x: 100,
      y: 50,
      width: 1000,
      height: 700,
    });
  });
});

test.describe('with state that cannot be used', () => {
  test.use({ homeFiles: { 'slipway.sqlite/in-the-way': '' } });
  test('says what is wrong and what to do, then ends with status 2', async ({ double }) => {
    await double.act({ act: 'prepare', answer: 1 });
    expect(await double.ended).toBe(2);
    const errors = double.errors();
    expect(errors).toContain('The state folder cannot be used.');
    expect(errors).toContain('1. Make the folder writable for your user.');
  });
});

test('asks the system for paths, shows only those that exist, and opens only https outside', async ({
  double,
}) => {
  const page = await double.page();
  await expect(page.getByText('Desktop window: connected')).toBeVisible();
  await double.act({ act: 'prepare', answer: ['/data/rows.csv'] });
  const file = join(double.home, 'rows.csv');
  writeFileSync(file, 'a\n');
  const answers = await double.call(page, [
    ['system/pickPath', { kind: 'file', title: 'Choose rows' }],
    ['system/pickPath', { kind: 'folder', title: 'Choose a folder' }],
    ['system/reveal', { path: file }],
    ['system/reveal', { path: `${file}.missing` }],
    ['system/openExternal', { url: 'https://creativecommons.org/licenses/by/4.0/' }],
    ['system/openExternal', { url: 'file:///etc/passwd' }],
    ['system/openExternal', { url: 'https://user@example.org/' }],
  ]);
  expect(answers).toEqual([
    { path: '/data/rows.csv' },
    {},
    {},
    'file.missing',
    {},
    'host.refused',
    'host.refused',
  ]);
  const { boxes, revealed, openedOutside } = await double.look();
  expect({ boxes, revealed, openedOutside }).toEqual({
    boxes: [
      { title: 'Choose rows', properties: ['openFile'] },
      { title: 'Choose a folder', properties: ['openDirectory'] },
    ],
    revealed: [file],
    openedOutside: ['https://creativecommons.org/licenses/by/4.0/'],
  });
});

test('offers the page again when its process has crashed', async ({ double }) => {
  const page = await double.page();
  await expect(page.getByText('Desktop window: connected')).toBeVisible();
  await double.crash(page);
  await expect
    .poll(async () => (await double.look()).boxes)
    .toMatchObject([{ message: 'The page stopped working.' }]);
  await expect.poll(async () => (await double.look()).ports.opened).toBe(2);
});
