import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates } from 'node:tls';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createBuildEnvironment } from './build-environment.ts';

let top: string;
const noIndex = () => Promise.resolve({ extraIndexes: [], trustedHosts: [] });

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'slipway-environment-'));
});

afterEach(() => {
  rmSync(top, { recursive: true });
});

/** A certificate authority that nobody trusts, made for this test: CN=Slipway Test, valid until 2126. */
const authority = `-----BEGIN CERTIFICATE-----
MIIBhDCCASugAwIBAgIUd9CFVTGqIKIVX1LTsfJU+Jc0sw8wCgYIKoZIzj0EAwIw
FzEVMBMGA1UEAwwMU2xpcHdheSBUZXN0MCAXDTI2MTEyNDIyMzczOFoYDzIxMjYx
MDMxMjIzNzM4WjAXMRUwEwYDVQQDDAxTbGlwd2F5IFRlc3QwWTATBgcqhkjOPQIB
BggqhkjOPQMBBwNCAASS9BIDkEAJfhP55dBjN6bAK3k4aM1hdXQ20cM8G/W8Z18+
gaHRZls60bYOylZHlC2WN60hOti6v5Tx6kDoMijEo1MwUTAdBgNVHQ4EFgQU0EgQ
VLIoND2NWIL6OPNttXHkfSAwHwYDVR0jBBgwFoAU0EgQVLIoND2NWIL6OPNttXHk
fSAwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiARsbRxPQ1Qu9aB
YBxw/N59KrwqQngTDbrYhRHX5QejTAIgIsbWirQfPy6thIwjfD9bbyIjQf2TwD1C
DZIfXXr1G5s=
-----END CERTIFICATE-----
`;

it('passes proxies on in both spellings, and the index of this computer’s pip', async () => {
  const variables = {
    https_proxy: 'http://ada:secret@proxy.example:3128',
    NO_PROXY: 'localhost',
    HTTP_PROXY: '',
    PIP_FIND_LINKS: '/a/folder/of/this/computer',
  };
  const { buildArguments } = createBuildEnvironment(variables, () =>
    Promise.resolve({
      index: 'https://pypi.example/simple',
      extraIndexes: ['https://a.example', 'https://b.example'],
      trustedHosts: [],
      timeout: 180,
    }),
  );
  expect(await buildArguments()).toEqual({
    HTTPS_PROXY: 'http://ada:secret@proxy.example:3128',
    https_proxy: 'http://ada:secret@proxy.example:3128',
    NO_PROXY: 'localhost',
    no_proxy: 'localhost',
    PIP_INDEX_URL: 'https://pypi.example/simple',
    PIP_EXTRA_INDEX_URL: 'https://a.example https://b.example',
    PIP_DEFAULT_TIMEOUT: '180',
  });
});

it('finds the authorities that the public list does not have, each once, in a fixed order', async () => {
  const [publicOne = ''] = getCACertificates('bundled');
  const file = join(top, 'authorities.pem');
  writeFileSync(file, `${publicOne}\n${authority}\n${authority}not a certificate\n`);
  const none = await createBuildEnvironment({}, noIndex).certificates();
  const some = await createBuildEnvironment(
    { SSL_CERT_FILE: file, PIP_CERT: file, REQUESTS_CA_BUNDLE: join(top, 'missing.pem') },
    noIndex,
  ).certificates();
  expect(some.filter((pem) => !none.includes(pem))).toEqual([authority]);
});

it('names a text by its SHA-256', () => {
  expect(createBuildEnvironment({}, noIndex).sha256('abc')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});
