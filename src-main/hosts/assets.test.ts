import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { resolveAsset } from './assets.ts';

const root = resolve('/srv/renderer');

it('names a file of the folder with its media type; the root is index.html', () => {
  expect([resolveAsset(root, '/'), resolveAsset(root, '/assets/a%20b-1x.js')]).toEqual([
    { path: join(root, 'index.html'), mediaType: 'text/html; charset=utf-8' },
    { path: join(root, 'assets/a b-1x.js'), mediaType: 'text/javascript; charset=utf-8' },
  ]);
});

it.each([
  '/../secret.json',
  '/../renderer-private/app.js',
  '/assets/../../secret.json',
  '/..%2fsecret.json',
  '/%2e%2e/secret.json',
  '/%2e%2e%2fsecret.json',
  '/.%2e/secret.json',
  '/..\\secret.json',
  '/..%5csecret.json',
  '/%5c..%5c..%5csecret.json',
  '/index.html%00.js',
  '/%00',
  '/%',
  '/%c0%ae%c0%ae/secret.json',
  '/%ff',
  '',
  'index.html',
  'http://127.0.0.1/index.html',
  '/..',
  '/.',
])('names nothing for %j', (path) => {
  expect(resolveAsset(root, path)).toBeUndefined();
});

it('decodes once: a doubly encoded escape is a strange file name inside the folder', () => {
  expect(resolveAsset(root, '/%252e%252e%252fsecret.json')?.path).toBe(join(root, '%2e%2e%2fsecret.json'));
});

it('keeps paths that look absolute inside the folder', () => {
  expect([
    resolveAsset(root, '//etc/hosts.json')?.path,
    resolveAsset(root, '/%2fetc/hosts.json')?.path,
  ]).toEqual([join(root, 'etc/hosts.json'), join(root, 'etc/hosts.json')]);
});

it('serves no type that a build does not have', () => {
  expect(
    ['/key.pem', '/.env', '/index.html::$DATA', '/index.html.', '/INDEX.HTML', '/state.sqlite'].map((path) =>
      resolveAsset(root, path),
    ),
  ).toEqual(Array.from({ length: 6 }, () => undefined));
});
