import { expect } from '@playwright/test';
import { origin, test } from './double.ts';

const connect = 'slipway:connect';

test('exposes exactly three names to the page, and no way to change them', async ({ double }) => {
  const page = await double.page();
  const seen = await page.evaluate(`({
    names: Object.keys(window.slipway).sort(),
    host: window.slipway.host,
    kinds: Object.values(window.slipway).map((value) => typeof value).sort(),
    changed: (() => { try { 'use strict'; window.slipway.host = 'x'; window.slipway = 1; delete window.slipway; } catch {} return window.slipway.host; })(),
    reachable: ['require', 'process', 'module', 'electron', 'ipcRenderer', 'contextBridge', 'Buffer', 'global', 'portKeeper', 'tellDouble'].filter((name) => name in window),
  })`);
  expect(seen).toEqual({
    names: ['connect', 'host', 'platform'],
    host: 'electron',
    kinds: ['function', 'string', 'string'],
    changed: 'electron',
    reachable: [],
  });
});

test('stays on its page, wherever the page is told to go', async ({ double }) => {
  const page = await double.page();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const targets = [
    'https://example.org/',
    'https://slipway.evil.app.test/',
    `${origin}/assets/other.html`,
    'http://127.0.0.1:9/',
  ];
  for (const target of targets)
    await page.evaluate(`window.location.href = ${JSON.stringify(target)}`).catch(() => undefined);
  await page.evaluate(
    `(() => { const link = document.createElement('a'); link.href = 'https://example.net/'; document.body.append(link); link.click(); })()`,
  );
  await expect
    .poll(
      async () => (await double.look()).verdicts.filter(({ asked }) => asked === 'navigate').at(-1)?.about,
    )
    .toBe('https://example.net/');
  const { verdicts, outside } = await double.look();
  expect(verdicts.filter(({ asked, allowed }) => asked === 'navigate' && allowed)).toEqual([]);
  expect([outside, page.url()]).toEqual([[], `${origin}/`]);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('opens no windows: a link to the outside opens in the system’s browser, anything else nowhere', async ({
  double,
}) => {
  const page = await double.page();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  for (const address of [
    'about:blank',
    'http://example.org/',
    'https://user@example.org/',
    'https://example.org/',
  ])
    expect(await page.evaluate(`window.open(${JSON.stringify(address)}, '_blank', 'width=200')`)).toBeNull();
  await page.evaluate(`(() => {
    const link = Object.assign(document.createElement('a'), { href: 'https://example.net/', target: '_blank', rel: 'noreferrer' });
    document.body.append(link);
    link.click();
  })()`);
  const asked = async () =>
    (await double.look()).verdicts.filter((verdict) => verdict.asked === 'window-open');
  await expect.poll(async () => (await asked()).length).toBe(5);
  expect((await asked()).filter(({ allowed }) => allowed)).toEqual([]);
  const { outside, openedOutside } = await double.look();
  expect({ outside, openedOutside }).toEqual({
    outside: [],
    openedOutside: ['https://example.org/', 'https://example.net/'],
  });
  expect(double.context.pages().filter((one) => one.url() !== 'about:blank')).toEqual([page]);
});

test('gives the page one permission and refuses all others', async ({ double }) => {
  const page = await double.page();
  const names = [
    'geolocation',
    'notifications',
    'camera',
    'microphone',
    'clipboard-read',
    'clipboard-write',
    'midi',
    'local-fonts',
    'idle-detection',
    'window-management',
  ];
  const states = await page.evaluate(
    `Promise.all(${JSON.stringify(names)}.map(async (name) => [name, (await navigator.permissions.query({ name })).state]))`,
  );
  expect(states).toEqual(names.map((name) => [name, name === 'clipboard-write' ? 'granted' : 'denied']));
  const { verdicts } = await double.look();
  expect(
    verdicts
      .filter(({ asked, allowed }) => ['permission', 'device'].includes(asked) && allowed)
      .map(({ about }) => about),
  ).toEqual(['clipboard-sanitized-write']);
  expect(verdicts.some(({ asked }) => asked === 'device')).toBe(true);
});

test('serves nothing but its built files, in whatever spelling they are asked for', async ({ double }) => {
  const page = await double.page();
  const paths = [
    '/../../etc/passwd',
    '/..%2f..%2fetc%2fpasswd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/..%5c..%5cetc%5cpasswd',
    '//etc/passwd',
    '/package.json',
    '/../../package.json',
    '/index.html%00',
    '/%ff',
    '/assets',
  ];
  const statuses = await page.evaluate(
    `Promise.all(${JSON.stringify(paths)}.map(async (path) => (await fetch(location.origin + path)).status))`,
  );
  expect(statuses).toEqual(paths.map(() => 404));
  expect(await page.evaluate(`fetch('/', { method: 'POST' }).then(({ status }) => status)`)).toBe(405);
});

test('runs under its policy: no foreign style, picture, frame or connection', async ({ double }) => {
  const page = await double.page();
  await page.evaluate(
    `window.blocked = []; document.addEventListener('securitypolicyviolation', (event) => window.blocked.push(event.effectiveDirective))`,
  );
  await page.evaluate(`(() => {
    const add = (name, fields) => document.body.append(Object.assign(document.createElement(name), fields));
    add('link', { rel: 'stylesheet', href: 'https://example.org/x.css' });
    add('img', { src: 'https://example.org/x.png' });
    add('iframe', { src: 'https://example.org/' });
    try { new WebSocket('ws://127.0.0.1:9/'); } catch {}
    fetch('https://example.org/').catch(() => undefined);
    fetch('http://127.0.0.1:9/').catch(() => undefined);
  })()`);
  const directives = ['connect-src', 'frame-src', 'img-src', 'style-src-elem'];
  await expect.poll(() => page.evaluate(`[...new Set(window.blocked)].sort()`)).toEqual(directives);
  expect((await double.look()).outside).toEqual([]);
});

test('lets nothing turn text or an address into markup or code', async ({ double }) => {
  const page = await double.page();
  const attempts = [
    `document.body.insertAdjacentHTML('beforeend', '<b>text</b>')`,
    `Object.assign(document.createElement('script'), { textContent: 'window.ran = true' })`,
    `Object.assign(document.createElement('script'), { src: 'https://example.org/x.js' })`,
    `Object.assign(document.createElement('object'), { data: 'https://example.org/x' })`,
    `document.createElement('a').setAttribute('onclick', 'window.ran = true')`,
    `new Worker('https://example.org/w.js')`,
    `window.eval('window.ran = true')`,
    `new Function('window.ran = true')()`,
  ];
  // From a timer: what a debugger evaluates is excused from the policy.
  const outcomes = await page.evaluate(
    `new Promise((resolve) => setTimeout(() => resolve([${attempts
      .map((attempt) => `() => ${attempt}`)
      .join(
        ', ',
      )}].map((attempt) => { try { attempt(); return 'done'; } catch (error) { return error.name; } }))))`,
  );
  expect(outcomes).toEqual([...Array.from({ length: 6 }, () => 'TypeError'), 'EvalError', 'EvalError']);
  const inline = `(() => { const script = document.createElement('script'); script.append('window.ran = true'); document.body.append(script); })()`;
  await page.evaluate(inline);
  expect([await page.evaluate('window.ran'), (await double.look()).outside]).toEqual([undefined, []]);
});

test('answers the main frame of its own page only', async ({ double }) => {
  await double.page();
  const send = (change: { readonly url?: string; readonly isMain?: boolean; readonly own?: boolean }) =>
    double.act<boolean>({
      act: 'send-as',
      channel: connect,
      url: 'app://slipway/',
      isMain: true,
      own: true,
      ...change,
    });
  const answers = [
    await send({}),
    await send({ isMain: false }),
    await send({ own: false }),
    await send({ url: 'https://example.org/' }),
    await send({ url: 'app://slipway.evil/' }),
    await send({ url: 'app://slipway@evil/' }),
    await send({ url: 'about:blank' }),
  ];
  expect(answers).toEqual([true, false, false, false, false, false, false]);
});

test('gives frames inside the page no bridge', async ({ double }) => {
  const page = await double.page();
  const inside = await page.evaluate(
    `(() => { const frame = document.createElement('iframe'); document.body.append(frame); return typeof frame.contentWindow.slipway; })()`,
  );
  expect(inside).toBe('undefined');
});

test('trusts no certificate that the system does not, and attaches no webview', async ({ double }) => {
  await double.page();
  expect([await double.act({ act: 'bad-certificate' }), await double.act({ act: 'attach-webview' })]).toEqual(
    [false, true],
  );
});
