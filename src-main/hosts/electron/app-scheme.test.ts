import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../content-security.ts';
import { answerAppRequest, appSchemePrivileges } from './app-scheme.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-app-scheme-'));
  mkdirSync(join(folder, 'renderer'));
  writeFileSync(join(folder, 'renderer/index.html'), '<h1>Page</h1>');
  writeFileSync(join(folder, 'secret.json'), '{}');
});
afterAll(() => rmSync(folder, { recursive: true }));

const ask = async (url: string, method = 'GET') => {
  const response = await answerAppRequest(join(folder, 'renderer'), { method, url });
  const policy = response.headers.get('content-security-policy');
  return { status: response.status, body: await response.text(), policed: policy === contentSecurityPolicy };
};
const missing = { status: 404, body: 'There is no such page.\n', policed: true };

it('serves the page under the policy', async () => {
  expect(await ask('app://slipway/')).toEqual({ status: 200, body: '<h1>Page</h1>', policed: true });
});

it.each([
  'app://slipway/../secret.json',
  'app://slipway/..%2fsecret.json',
  'app://slipway/%2e%2e/secret.json',
  'app://slipway/%2e%2e%2fsecret.json',
  'app://slipway/..%5csecret.json',
  'app://slipway/..\\secret.json',
  'app://slipway/../../etc/passwd',
  'app://slipway//etc/passwd',
  'app://slipway/index.html%00',
  'app://slipway/%ff',
  'app://slipway/nowhere.html',
  'app://slipway.evil/index.html',
  'app://slipway@evil/index.html',
  'https://slipway/index.html',
])('finds nothing at %s', async (url) => {
  expect(await ask(url)).toEqual(missing);
});

it('is read only', async () => {
  expect(await ask('app://slipway/', 'POST')).toEqual({ ...missing, status: 405 });
});

it('is an origin of its own in a secure context, and is excused from nothing', () => {
  expect(appSchemePrivileges).toEqual({
    scheme: 'app',
    privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
  });
});
