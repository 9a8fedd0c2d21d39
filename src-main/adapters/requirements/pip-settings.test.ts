import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseConfiguration, readPipSettings, uvEnvironment } from './pip-settings.ts';

test('a file of pip is read by section, with names and continued values as pip has them', () => {
  const text = `# company
[global]
index-url = https://index.example/simple
extra_index_url =
    https://one.example/simple
    https://two.example/simple
cert: /etc/company.pem
[freeze]
timeout = 3
[install]
trusted-host = index.example
`;
  expect(Object.fromEntries(parseConfiguration(text))).toEqual({
    'index-url': 'https://index.example/simple',
    'extra-index-url': 'https://one.example/simple https://two.example/simple',
    cert: '/etc/company.pem',
    'trusted-host': 'index.example',
  });
});

test('environment variables come before the file that they name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-pip-'));
  const file = join(folder, 'pip.conf');
  await writeFile(
    file,
    '[global]\nindex-url = https://file.example\nextra-index-url = https://more.example\ncert = /etc/company.pem\n',
  );
  const environment = {
    PIP_CONFIG_FILE: file,
    HOME: folder,
    PIP_INDEX_URL: 'https://variable.example',
    PIP_DEFAULT_TIMEOUT: '180',
    SSL_CERT_FILE: '/etc/ssl/all.pem',
  };
  expect(await readPipSettings(environment)).toEqual({
    index: 'https://variable.example',
    extraIndexes: ['https://more.example'],
    certificates: '/etc/company.pem',
    trustedHosts: [],
    timeout: 180,
  });
  await rm(folder, { recursive: true });
});

test('uv is told the same, and nothing that makes its answer differ from another computer', () => {
  const environment = {
    PATH: '/bin',
    PIP_FIND_LINKS: '/opt/wheels',
    UV_FIND_LINKS: '/opt/wheels',
    UV_PRERELEASE: 'allow',
    VIRTUAL_ENV: '/home/ada/env',
    HTTPS_PROXY: 'http://proxy.example:3128',
  };
  const settings = {
    index: 'https://index.example',
    extraIndexes: ['https://one.example', 'https://two.example'],
    certificates: '/etc/company.pem',
    trustedHosts: ['index.example'],
    timeout: 2.5,
  };
  expect(uvEnvironment(settings, environment)).toEqual({
    PATH: '/bin',
    PIP_FIND_LINKS: '/opt/wheels',
    HTTPS_PROXY: 'http://proxy.example:3128',
    UV_DEFAULT_INDEX: 'https://index.example',
    UV_INDEX: 'https://one.example https://two.example',
    SSL_CERT_FILE: '/etc/company.pem',
    UV_INSECURE_HOST: 'index.example',
    UV_HTTP_TIMEOUT: '3',
    UV_SYSTEM_CERTS: '1',
    UV_NATIVE_TLS: '1',
    UV_PYTHON_DOWNLOADS: 'never',
    UV_NO_PROGRESS: '1',
    NO_COLOR: '1',
  });
});

test('an index that was set for uv itself stays', () => {
  const settings = { index: 'https://pip.example', extraIndexes: [], trustedHosts: [] };
  const { UV_DEFAULT_INDEX } = uvEnvironment(settings, { UV_DEFAULT_INDEX: 'https://uv.example' });
  expect(UV_DEFAULT_INDEX).toBe('https://uv.example');
});
