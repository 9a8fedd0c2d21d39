import { expect, it } from 'vitest';
import type { CheckResult } from '../../contract/checks.ts';
import { AppError } from '../app-error.ts';
import { checks, conclude, runCheck, runDoctor } from './doctor.ts';
import type { CertificateFile, EngineCandidate, EngineOutcome, Fact, MachineFacts } from './facts.ts';

const known = <T>(value: T): Fact<T> => ({ known: true, value });
const good: MachineFacts = {
  node: { version: '24.21.0', executable: '/usr/bin/node' },
  engines: known([]),
  disk: known({ path: '/home/ada', freeBytes: 80e9, totalBytes: 250e9 }),
  memory: known({ totalBytes: 16e9, availableBytes: 9e9, limited: false }),
  cpu: known({ arch: 'x64', cores: 8, model: 'Some CPU', translated: false }),
  python: known([{ command: 'python3', path: '/usr/bin/python3', version: '3.12.4' }]),
  proxy: known({}),
  certificates: known([]),
  platform: 'linux',
};

function result(id: string, facts: Partial<MachineFacts>): CheckResult {
  const check = checks.find((one) => one.id === id);
  if (check === undefined) throw new Error(`There is no check ${id}.`);
  return conclude(check, { ...good, ...facts });
}

const candidate = (outcome: EngineOutcome, more: Partial<EngineCandidate> = {}): EngineCandidate => ({
  source: 'Docker socket',
  address: 'unix:///var/run/docker.sock',
  chosen: false,
  outcome,
  ...more,
});
const docker = {
  state: 'answered',
  product: 'Docker',
  version: '28.2.2',
  apiVersion: '1.50',
  os: 'linux',
  arch: 'amd64',
} as const;

const clock = {
  now: () => new Date('2026-01-02T03:04:05Z'),
  monotonic: () => 0,
  sleep: () => Promise.resolve(),
};

it('is ready on a good computer without a container engine, and says nothing alarming', async () => {
  const report = await runDoctor({ facts: () => Promise.resolve(good) }, clock);
  expect({
    ready: report.ready,
    ranAt: report.ranAt,
    alarming: report.checks.filter(({ status }) => status !== 'pass' && status !== 'info'),
  }).toEqual({
    ready: true,
    ranAt: '2026-01-02T03:04:05.000Z',
    alarming: [],
  });
});

it('gives each check a name of its own, and a fix with each verdict that asks for one', () => {
  expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
  const bad: MachineFacts = {
    ...good,
    node: { version: '20.1.0', executable: '/usr/bin/node' },
    disk: known({ path: '/', freeBytes: 1e8, totalBytes: 1e9 }),
    memory: known({ totalBytes: 2e9, availableBytes: 1e9, limited: true }),
    cpu: known({ arch: 'x64', cores: 8, model: '', translated: true }),
    proxy: known({ HTTPS_PROXY: 'http://proxy:3128' }),
    certificates: known([{ variable: 'SSL_CERT_FILE', path: '/x.pem', state: 'missing', certificates: 0 }]),
    engines: known([candidate({ state: 'denied', reason: 'Your user may not use it' })]),
  };
  const alarming = checks
    .map((check) => conclude(check, bad))
    .filter(({ status }) => status === 'warn' || status === 'fail');
  expect(alarming.map(({ id }) => id)).toEqual([
    'node',
    'container-engine',
    'cpu',
    'memory',
    'disk',
    'proxy',
    'certificates',
  ]);
  expect(alarming.filter(({ fixes }) => fixes.length === 0)).toEqual([]);
});

it('is not ready when a required check fails', async () => {
  const facts = { ...good, disk: known({ path: '/', freeBytes: 1e8, totalBytes: 1e9 }) };
  expect((await runDoctor({ facts: () => Promise.resolve(facts) }, clock)).ready).toBe(false);
});

it('says loudly what could not be read, and concludes the rest', () => {
  const facts = { memory: { known: false, reason: 'no such file' } } as const;
  expect([
    result('memory', facts).status,
    result('memory', facts).observed,
    result('disk', facts).status,
  ]).toEqual(['unknown', 'Could not be read: no such file', 'pass']);
});

it.each<[string, readonly EngineCandidate[], CheckResult['status'], string]>([
  ['none at all', [], 'info', 'docker.io'],
  ['one that answers', [candidate(docker)], 'pass', ''],
  ['one that is too old', [candidate({ ...docker, apiVersion: '1.38' })], 'warn', 'docker.io'],
  ['one without permission', [candidate({ state: 'denied', reason: 'no' })], 'warn', 'usermod'],
  ['one that is stopped', [candidate({ state: 'refused', reason: 'no' })], 'warn', 'systemctl start'],
  [
    'one behind SSH',
    [candidate({ state: 'unsupported', reason: 'ssh' }, { address: 'ssh://a@b' })],
    'warn',
    'ssh -nNT',
  ],
])('tells %s apart, each with its own fix', (_, engines, status, command) => {
  const { status: seen, fixes } = result('container-engine', { engines: known(engines) });
  expect(seen).toBe(status);
  expect(fixes.map((fix) => fix.command ?? '').join()).toContain(command);
});

it('uses the engine that somebody chose, and warns when the chosen place is broken though another answers', () => {
  const chosen = candidate(
    { ...docker, version: '29.0.0' },
    { source: 'Docker context remote', chosen: true },
  );
  const engines = known([candidate(docker), chosen]);
  expect(result('container-engine', { engines }).observed).toContain('Docker 29.0.0');
  const broken = candidate(
    { state: 'absent', reason: 'Nothing is there' },
    { source: 'DOCKER_HOST', chosen: true },
  );
  const { status, fixes } = result('container-engine-choice', {
    engines: known([broken, candidate(docker)]),
  });
  expect([status, fixes.map(({ command }) => command)]).toEqual(['warn', ['unset DOCKER_HOST']]);
});

it.each<[Record<string, string>, CheckResult['status']]>([
  [{}, 'pass'],
  [{ HTTPS_PROXY: 'http://p:1' }, 'warn'],
  [{ HTTPS_PROXY: 'http://p:1', NO_PROXY: 'localhost,127.0.0.1' }, 'info'],
  [{ https_proxy: 'http://p:1', no_proxy: '*' }, 'info'],
  [{ NO_PROXY: 'localhost' }, 'pass'],
])('judges the proxy %j as %s', (proxy, status) => {
  expect(result('proxy', { proxy: known(proxy) }).status).toBe(status);
});

it.each<[string, Partial<CertificateFile>[], CheckResult['status'], string]>([
  ['a missing file', [{ state: 'missing' }], 'warn', 'unset'],
  ['one for Python only', [{ variable: 'SSL_CERT_FILE' }], 'warn', 'NODE_EXTRA_CA_CERTS'],
  ['one for Node only', [{}], 'warn', 'SSL_CERT_FILE'],
  ['one for both', [{}, { variable: 'SSL_CERT_FILE' }], 'info', ''],
  ['one that ends soon', [{ endsInDays: 3 }, { variable: 'SSL_CERT_FILE' }], 'warn', ''],
])('judges extra certificate authorities: %s', (_, files, status, command) => {
  const base: CertificateFile = {
    variable: 'NODE_EXTRA_CA_CERTS',
    path: '/c.pem',
    state: 'read',
    certificates: 1,
  };
  const { status: seen, fixes } = result('certificates', {
    certificates: known(files.map((file) => ({ ...base, ...file }))),
  });
  expect([seen, fixes.map((fix) => fix.command ?? '').join()]).toEqual([
    status,
    expect.stringContaining(command),
  ]);
});

it('names an unknown check', async () => {
  await expect(runCheck('nothing', { facts: () => Promise.resolve(good) })).rejects.toBeInstanceOf(AppError);
  expect((await runCheck('disk', { facts: () => Promise.resolve(good) })).status).toBe('pass');
});
