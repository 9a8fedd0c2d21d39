import { once } from 'node:events';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AppError } from '../../core/app-error.ts';
import { contentSecurityPolicy } from '../content-security.ts';
import { fetchRaw, openSocket, openTestHost, pathOf, sendText, type TestHost } from './test-host.ts';
import { serveWeb } from './serve.ts';

let host: TestHost;
let cookie: string;
beforeEach(async () => {
  host = await openTestHost();
  cookie = await host.signIn();
});
afterEach(() => host.end());

const get = (path: string, headers: Record<string, string> = { cookie }) =>
  fetchRaw(host.port, { path, headers });

it('listens on the loopback address only', async () => {
  expect(new URL(host.origin).hostname).toBe('127.0.0.1');
  const other = fetchRaw(host.port, { host: '127.0.0.2', path: '/' });
  await expect(other).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

it('trades the address for a session cookie once, then serves the page for as long as the cookie is sent', async () => {
  const path = pathOf(host.newAddress());
  const first = await get(path, {});
  const again = await get(path, {});
  const [setCookie = ''] = first.headers['set-cookie'] ?? [];
  const page = await get('/', { cookie: setCookie.split(';')[0] ?? '' });
  const reload = await get('/', { cookie: setCookie.split(';')[0] ?? '' });
  expect([first.status, again.status, page.body, reload.body]).toEqual([
    200,
    403,
    '<h1>Page</h1>',
    '<h1>Page</h1>',
  ]);
  expect(setCookie.replace(/=[\w-]{43};/, '=…;')).toBe(
    `slipway-${host.port}=…; HttpOnly; SameSite=Strict; Path=/`,
  );
});

it.each(['/', '/index.html', '/assets/app-1x.js', '/?token=guess', '/__gallery', '/nowhere'])(
  'tells a browser without a session nothing at %s but how to get in',
  async (path) => {
    const { status, body, headers } = await get(path, {});
    expect([status, body.includes('This address does not open Slipway'), headers['set-cookie']]).toEqual([
      403,
      true,
      undefined,
    ]);
  },
);

it.each<[string, Record<string, string>]>([
  ['a foreign Host', { host: 'evil.example' }],
  ['a rebound DNS name', { host: 'rebound.example:80', origin: 'http://rebound.example:80' }],
  ['a foreign Origin', { origin: 'https://evil.example' }],
  ['an opaque Origin', { origin: 'null' }],
])('refuses %s in spite of the cookie', async (_, headers) => {
  expect((await get('/', { cookie, ...headers })).status).toBe(403);
});

it.each([
  '/../package.json',
  '/..%2f..%2fetc%2fpasswd',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/..%5c..%5cetc/passwd',
  '/assets/../../index.json',
  '/%252e%252e%252fetc/passwd',
  '//etc/passwd',
  '/index.html%00',
  '/%ff%fe',
  '/assets',
  '/assets/',
])('finds nothing at %s', async (path) => {
  expect(await get(path)).toMatchObject({ status: 404, body: 'There is no such page.\n' });
});

it('sends the policy and its companions with every kind of answer', async () => {
  const paths = [
    '/',
    '/assets/app-1x.js',
    '/nowhere',
    '/__gallery',
    pathOf(host.newAddress()),
    '/?token=guess',
  ];
  const answers = await Promise.all([...paths.map((path) => get(path)), get('/', {})]);
  const bare = answers.filter(({ headers }) => {
    const policy = headers['content-security-policy'];
    return policy !== contentSecurityPolicy || headers['x-content-type-options'] !== 'nosniff';
  });
  expect(bare).toEqual([]);
});

it('lets a browser keep files that carry a hash, and nothing else', async () => {
  const kept = await Promise.all(
    ['/', '/assets/app-1x.js', '/nowhere'].map(async (path) => (await get(path)).headers['cache-control']),
  );
  expect(kept).toEqual(['no-store', 'private, max-age=31536000, immutable', 'no-store']);
});

it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'])(
  'answers %s with what is allowed',
  async (method) => {
    const { status, headers } = await fetchRaw(host.port, { path: '/', method, headers: { cookie } });
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
  },
);

it('answers HEAD without a body', async () => {
  const { status, headers, body } = await fetchRaw(host.port, {
    path: '/',
    method: 'HEAD',
    headers: { cookie },
  });
  expect([status, headers['content-length'], body]).toEqual([200, '13', '']);
});

it.each([
  ['headers of a megabyte', `GET / HTTP/1.1\r\nHost: a\r\nx: ${'y'.repeat(1 << 20)}\r\n\r\n`, '431'],
  ['ten thousand headers', `GET / HTTP/1.1\r\nHost: a\r\n${'x: y\r\n'.repeat(10_000)}\r\n`, '431'],
  ['what is not HTTP', 'SSH-2.0-client\r\n\r\n', '400'],
  ['two lengths', 'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', '400'],
  ['an absolute target', 'GET http://127.0.0.1/ HTTP/1.1\r\nHost: a\r\n\r\n', '403'],
])('refuses %s and goes on', async (_, text, status) => {
  expect((await sendText(host.port, text)).split(' ')[1]).toBe(status);
  expect((await get('/')).status).toBe(200);
});

it('does not tunnel', async () => {
  expect(await sendText(host.port, 'CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: 127.0.0.1:22\r\n\r\n')).toBe('');
});

it('lets slow clients go, and serves the others meanwhile', async () => {
  const patient = await openTestHost({ headers: 100, request: 200, lookEvery: 20 });
  const slow = Array.from({ length: 50 }, () => openSocket(patient.port));
  await Promise.all(slow.map((socket) => once(socket, 'connect')));
  for (const socket of slow) socket.write('GET / HTTP/1.1\r\nHost: a\r\n');
  expect(
    (await fetchRaw(patient.port, { path: '/', headers: { cookie: await patient.signIn() } })).status,
  ).toBe(200);
  await Promise.all(slow.map(async (socket) => (socket.resume(), once(socket, 'close'))));
  await patient.end();
});

it('survives a browser that resets the connection in the middle of a file', async () => {
  const socket = openSocket(host.port);
  await once(socket, 'connect');
  socket.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nCookie: ${cookie}\r\n\r\n`);
  socket.resetAndDestroy();
  expect((await get('/')).status).toBe(200);
});

it('names a port that is taken', async () => {
  const second = serveWeb({ app: host.app, root: '.', port: host.port });
  await expect(second).rejects.toSatisfy(
    (error) => error instanceof AppError && error.record.code === 'host.port-in-use',
  );
});

it('shares no session with a host on another port', async () => {
  const other = await openTestHost();
  const value = cookie.split('=')[1] ?? '';
  const { status } = await fetchRaw(other.port, {
    path: '/',
    headers: { cookie: `${cookie}; slipway-${other.port}=${value}` },
  });
  expect(status).toBe(403);
  await other.end();
});
