import { X509Certificate } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readCertificates } from './certificates.ts';
import { findPrograms } from './find-programs.ts';
import { readMemory } from './hardware.ts';
import { createMachine } from './machine.ts';
import { readProxy } from './proxy.ts';
import { findPythons } from './python.ts';

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
    ALL_PROXY: 'socks5://ada:s@cre/t@proxy:1080',
    NO_PROXY: 'localhost',
    HTTP_PROXY: '',
  };
  expect(readProxy(environment)).toEqual({
    HTTPS_PROXY: 'http://proxy:3128',
    http_proxy: 'proxy:80',
    ALL_PROXY: 'socks5://proxy:1080',
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

it('gives up a probe that hangs, and keeps the others', async () => {
  const discoverEngine = () => new Promise<never>(() => undefined);
  const { engines, disk } = await createMachine({ home: folder, environment: {}, discoverEngine }).facts();
  expect([engines, disk.known]).toEqual([{ known: false, reason: 'no answer within 2.5 s' }, true]);
});

/** A root of a file system that holds these files. */
function rootWith(files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const meminfo = { 'proc/meminfo': 'MemTotal: 16000000 kB\nMemAvailable: 8000000 kB\n' };

it.each<[string, Readonly<Record<string, string>>, { total: number; available: number; limited: boolean }]>([
  ['no control group at all', {}, { total: 16e9, available: 2e9, limited: false }],
  [
    'no limit',
    { ...meminfo, 'sys/fs/cgroup/memory.max': 'max\n' },
    { total: 16e9, available: 8.192e9, limited: false },
  ],
  [
    'a container with a limit of version 2',
    {
      ...meminfo,
      'proc/self/cgroup': '0::/\n',
      'sys/fs/cgroup/memory.max': '4000000000\n',
      'sys/fs/cgroup/memory.current': '1000000000\n',
    },
    { total: 4e9, available: 3e9, limited: true },
  ],
  [
    'a limit of version 2 on a group further up',
    {
      ...meminfo,
      'proc/self/cgroup': '0::/user.slice/session.scope\n',
      'sys/fs/cgroup/user.slice/session.scope/memory.max': 'max\n',
      'sys/fs/cgroup/user.slice/memory.max': '6000000000\n',
      'sys/fs/cgroup/user.slice/memory.current': '5900000000\n',
    },
    { total: 6e9, available: 1e8, limited: true },
  ],
  [
    'a limit of version 1',
    {
      ...meminfo,
      'proc/self/cgroup': '3:cpu,cpuacct:/\n2:memory:/docker/abc\n',
      'sys/fs/cgroup/memory/memory.limit_in_bytes': '2000000000\n',
      'sys/fs/cgroup/memory/memory.usage_in_bytes': '500000000\n',
    },
    { total: 2e9, available: 1.5e9, limited: true },
  ],
  [
    'the number of version 1 that stands for no limit',
    { ...meminfo, 'sys/fs/cgroup/memory/memory.limit_in_bytes': '9223372036854771712\n' },
    { total: 16e9, available: 8.192e9, limited: false },
  ],
])('reads memory under %s', async (_, files, { total, available, limited }) => {
  expect(await readMemory(rootWith(files), 16e9, 2e9)).toEqual({
    totalBytes: total,
    availableBytes: available,
    limited,
  });
});

function addProgram(name: string, text: string, mode = 0o755): void {
  mkdirSync(join(folder, 'bin'), { recursive: true });
  writeFileSync(join(folder, 'bin', name), text);
  chmodSync(join(folder, 'bin', name), mode);
}

it('finds programs on the path that can be run, each once', async () => {
  addProgram('podman', '');
  addProgram('docker', '', 0o644);
  mkdirSync(join(folder, 'bin/colima'));
  const PATH = [join(folder, 'none'), join(folder, 'bin'), join(folder, 'bin')].join(delimiter);
  const found = await findPrograms(['docker', 'podman', 'colima'], { PATH });
  expect(found).toEqual([join(folder, 'bin/podman')]);
});

it('finds Python by what it answers, passes over what is none, and does not wait for one that hangs', async () => {
  addProgram('python3', '#!/bin/sh\necho 3.9.6\necho /usr/bin/python3\n');
  addProgram('python', '#!/bin/sh\necho "was not found; run without arguments to install" >&2\nexit 9\n');
  addProgram('python3.12', '#!/bin/sh\necho 3.12.4\necho /opt/bin/python3.12\n');
  addProgram('python3.11', '#!/bin/sh\necho 3.12.4\necho /opt/bin/python3.12\n');
  addProgram('python3.10', '#!/bin/sh\n/bin/sleep 5 &\nwait\n');
  const found = await findPythons({ PATH: join(folder, 'bin') }, AbortSignal.timeout(2000));
  expect(found).toEqual([
    { command: 'python3', path: '/usr/bin/python3', version: '3.9.6' },
    { command: 'python3.12', path: '/opt/bin/python3.12', version: '3.12.4' },
  ]);
});

it('does not say that there is no Python when none has answered in time', async () => {
  addProgram('python3', '#!/bin/sh\n/bin/sleep 5 &\nwait\n');
  await expect(findPythons({ PATH: join(folder, 'bin') }, AbortSignal.timeout(200))).rejects.toThrow(
    'no interpreter has answered in time',
  );
});

it('reads a file that two variables name once, and counts what ended long ago', async () => {
  const pem = join(folder, 'bundle.pem');
  writeFileSync(
    pem,
    `${certificate}\n${certificate}\n-----BEGIN CERTIFICATE-----\ndamaged\n-----END CERTIFICATE-----`,
  );
  const afterTheEnd = Date.parse(new X509Certificate(certificate).validTo) + 5 * 86_400_000;
  const files = await readCertificates({ SSL_CERT_FILE: pem, PIP_CERT: pem }, afterTheEnd);
  const expected = {
    path: pem,
    state: 'read',
    certificates: 2,
    endsInDays: -5,
    firstEndsAt: '2036-11-21T19:21:23.000Z',
  };
  expect(files).toEqual([
    { variable: 'SSL_CERT_FILE', ...expected },
    { variable: 'PIP_CERT', ...expected },
  ]);
});
