import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readCertificates } from './certificates.ts';
import { createMachine } from './machine.ts';
import { readProxy } from './proxy.ts';

/** Self-signed, for the tests alone; its key was thrown away. */
const certificate = `-----BEGIN CERTIFICATE-----
MIIBgjCCASmgAwIBAgIUDuynDnpZQnjxbjxFRNqH4lp0RkMwCgYIKoZIzj0EAwIw
FzEVMBMGA1UEAwwMU2xpcHdheSB0ZXN0MB4XDTI2MTEyNDE5MjEyM1oXDTM2MTEy
MTE5MjEyM1owFzEVMBMGA1UEAwwMU2xpcHdheSB0ZXN0MFkwEwYHKoZIzj0CAQYI
KoZIzj0DAQcDQgAE0jlWR5Z8hYwU87bmv3PpoxeJRRvl0JFsWYbtR/B1Qo5z+pLV
NindAoej17aQBPctuc22QEIZC5P/ZczJkM64NKNTMFEwHQYDVR0OBBYEFHyEvFBM
LbJHDdI0jIrouuLBtWRJMB8GA1UdIwQYMBaAFHyEvFBMLbJHDdI0jIrouuLBtWRJ
MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIgGnzSsrgigpgb7i64
rsUACXyzLNATfNV8ttIGEyI3KfQCIDxcU2bMV05gJx8rB5FacN/jnbtU2B7t8IHS
TGToZfzm
-----END CERTIFICATE-----`;

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'slipway-machine-'))));
afterEach(() => rmSync(folder, { recursive: true }));

it('reads this computer, with a state folder that does not exist yet', async () => {
  const home = join(folder, 'not', 'yet');
  const facts = await createMachine({
    home,
    environment: process.env,
    discoverEngine: () => Promise.resolve([]),
  }).facts();
  expect(facts.node.version).toBe(process.versions.node);
  expect([facts.disk, facts.memory, facts.cpu].map(({ known }) => known)).toEqual([true, true, true]);
  expect(
    facts.disk.known &&
      facts.disk.value.totalBytes > facts.disk.value.freeBytes &&
      facts.disk.value.freeBytes > 0,
  ).toBe(true);
});

it('turns a probe that throws into a fact that says so', async () => {
  const discoverEngine = () => Promise.reject(new Error('no sockets here'));
  const { engines } = await createMachine({ home: folder, environment: {}, discoverEngine }).facts();
  expect(engines).toEqual({ known: false, reason: 'no sockets here' });
});

it('shows proxies without user names and passwords', () => {
  const environment = {
    HTTPS_PROXY: 'http://ada:secret@proxy:3128',
    http_proxy: 'ada:secret@proxy:80',
    NO_PROXY: 'localhost',
    HTTP_PROXY: '',
  };
  expect(readProxy(environment)).toEqual({
    HTTPS_PROXY: 'http://proxy:3128',
    http_proxy: 'proxy:80',
    NO_PROXY: 'localhost',
  });
});

it('reads files of certificate authorities, and tells missing and empty ones apart', async () => {
  const [pem, empty] = [join(folder, 'ca.pem'), join(folder, 'empty.pem')];
  writeFileSync(pem, `# the company's own\n${certificate}`);
  writeFileSync(empty, 'no certificate');
  const environment = {
    NODE_EXTRA_CA_CERTS: pem,
    SSL_CERT_FILE: empty,
    CURL_CA_BUNDLE: join(folder, 'none.pem'),
  };
  const tenDaysBefore = Date.parse(new X509Certificate(certificate).validTo) - 10 * 86_400_000;
  const files = await readCertificates(environment, tenDaysBefore);
  expect(
    files.map(({ variable, state, certificates, endsInDays }) => ({
      variable,
      state,
      certificates,
      endsInDays,
    })),
  ).toEqual([
    { variable: 'NODE_EXTRA_CA_CERTS', state: 'read', certificates: 1, endsInDays: 10 },
    { variable: 'SSL_CERT_FILE', state: 'no-certificates', certificates: 0, endsInDays: undefined },
    { variable: 'CURL_CA_BUNDLE', state: 'missing', certificates: 0, endsInDays: undefined },
  ]);
});
