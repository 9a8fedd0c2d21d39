import { expect, it } from 'vitest';
import type { CheckResult } from '../../contract/checks.ts';
import { AppError } from '../app-error.ts';
import { checks, conclude, runCheck, runDoctor } from './doctor.ts';
import type { CertificateFile, EngineCandidate, EngineOutcome, Fact, MachineFacts } from './facts.ts';

const known = <T>(value: T): Fact<T> => ({ known: true, value });
const good: MachineFacts = {
  node: { version: '24.21.0', executable: '/usr/bin/node' },
  engines: known([]),
  enginePrograms: known([]),
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

const denied = { state: 'denied', reason: 'no' } as const;
const refused = { state: 'refused', reason: 'no' } as const;
const unsupported = { state: 'unsupported', reason: 'no' } as const;

it.each<[string, readonly EngineCandidate[], CheckResult['status'], string]>([
  ['none at all', [], 'info', 'docker.io'],
  ['one that answers', [candidate(docker)], 'pass', ''],
  [
    'one that is new enough in its second number',
    [candidate({ ...docker, apiVersion: '1.100' })],
    'pass',
    '',
  ],
  ['one that is too old', [candidate({ ...docker, apiVersion: '1.9' })], 'warn', 'docker.io'],
  ['one for Windows containers', [candidate({ ...docker, os: 'windows' })], 'warn', ''],
  ['one without permission', [candidate(denied)], 'warn', 'usermod'],
  ['Podman of root', [candidate(denied, { source: 'Podman socket' })], 'warn', '--user enable --now podman'],
  ['one that is stopped', [candidate(refused)], 'warn', 'sudo systemctl start docker'],
  [
    'Docker Desktop',
    [candidate(refused, { source: 'Docker Desktop socket' })],
    'warn',
    'start docker-desktop',
  ],
  ['Colima', [candidate(refused, { source: 'Colima default' })], 'warn', 'colima start'],
  [
    'one behind SSH',
    [candidate(unsupported, { address: 'ssh://ada@lab:2222' })],
    'warn',
    'ssh -nNT -L /tmp/docker.sock:/var/run/docker.sock -p 2222 ada@lab & export DOCKER_HOST="unix:///tmp/docker.sock"',
  ],
  ['TLS', [candidate(unsupported, { address: 'https://lab:2376' })], 'warn', 'DOCKER_CERT_PATH'],
  [
    'something else at an address chosen by hand',
    [candidate({ state: 'failed', reason: 'html' }, { source: 'DOCKER_HOST', chosen: true })],
    'warn',
    'unset DOCKER_HOST',
  ],
])('tells %s apart, each with its own fix', (_, engines, status, command) => {
  const { status: seen, fixes } = result('container-engine', { engines: known(engines) });
  expect(seen).toBe(status);
  expect(fixes.map((fix) => fix.command ?? '').join()).toContain(command);
});

it('says how to use an engine behind SSH that was chosen, though another one answers', () => {
  const remote = candidate(unsupported, { source: 'DOCKER_HOST', address: 'ssh://ada@lab', chosen: true });
  const { fixes } = result('container-engine-choice', { engines: known([remote, candidate(docker)]) });
  expect(fixes.map(({ command = '' }) => command.split(' ')[0])).toEqual(['ssh', 'unset']);
});

it('tells an engine that is installed but stopped from none at all', () => {
  const { status, observed, fixes } = result('container-engine', {
    engines: known([candidate({ state: 'absent', reason: 'Nothing is there' })]),
    enginePrograms: known(['/usr/bin/podman']),
    platform: 'darwin',
  });
  expect({ status, observed, commands: fixes.map(({ command }) => command) }).toEqual({
    status: 'warn',
    observed: 'None answers, but /usr/bin/podman is installed',
    commands: ['podman machine start'],
  });
});

it.each<[string, object, CheckResult['status'], string]>([
  [
    'a full disk',
    { storage: { path: '/x', freeBytes: 2e9, totalBytes: 50e9 } },
    'warn',
    '2.0 GB of 50.0 GB free at /x',
  ],
  [
    'room',
    { storage: { path: '/x', freeBytes: 20e9, totalBytes: 50e9 } },
    'pass',
    '20.0 GB of 50.0 GB free at /x',
  ],
  ['a virtual machine', {}, 'unknown', 'The engine keeps images where this program cannot look'],
])('judges the disk of an engine with %s', (_, more, status, observed) => {
  const verdict = result('container-storage', { engines: known([candidate({ ...docker, ...more })]) });
  expect([verdict.status, verdict.observed]).toEqual([status, observed]);
});

it.each<[number | undefined, CheckResult['status'], string]>([
  [8e9, 'pass', '8.0 GB, 1 core'],
  [2e9, 'warn', '2.0 GB, 1 core'],
  [undefined, 'unknown', 'The engine does not say'],
])('judges an engine with %s bytes of memory', (memoryBytes, status, observed) => {
  const answer = { ...docker, cores: 1, ...(memoryBytes !== undefined && { memoryBytes }) };
  const verdict = result('container-memory', { engines: known([candidate(answer)]) });
  expect([verdict.status, verdict.observed]).toEqual([status, observed]);
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

it('keeps the exceptions that are there when it adds this computer to them', () => {
  const proxy = known({ HTTPS_PROXY: 'http://p:1', NO_PROXY: 'intranet, localhost' });
  const commands = (platform: MachineFacts['platform']) =>
    result('proxy', { proxy, platform }).fixes.map(({ command }) => command);
  expect([commands('linux'), commands('win32')]).toEqual([
    ['export NO_PROXY="localhost,127.0.0.1,intranet"'],
    ['setx NO_PROXY "localhost,127.0.0.1,intranet"'],
  ]);
});

const everywhere = [{}, { variable: 'SSL_CERT_FILE' }, { variable: 'REQUESTS_CA_BUNDLE' }];

it.each<[string, Partial<CertificateFile>[], CheckResult['status'], string]>([
  ['a missing file', [{ state: 'missing' }], 'warn', 'unset NODE_EXTRA_CA_CERTS'],
  ['one for Python only', everywhere.slice(1), 'warn', 'export NODE_EXTRA_CA_CERTS="/c.pem"'],
  [
    'a short one for Node only, which must not replace the public authorities elsewhere',
    [{}],
    'warn',
    'cat /etc/ssl/certs/ca-certificates.crt "/c.pem" > ~/ca-bundle.pem && export SSL_CERT_FILE="$HOME/ca-bundle.pem" REQUESTS_CA_BUNDLE="$HOME/ca-bundle.pem"',
  ],
  [
    'a whole bundle that requests is not told of',
    [{ certificates: 140 }, { variable: 'SSL_CERT_FILE', certificates: 140 }],
    'warn',
    'export REQUESTS_CA_BUNDLE="/c.pem"',
  ],
  ['one for every program', everywhere, 'info', ''],
  ['one that ends soon', [{ endsInDays: 3 }, ...everywhere.slice(1)], 'warn', ''],
  [
    'a bundle of a system with an authority that has ended',
    everywhere.map((one) => ({ ...one, certificates: 140, endsInDays: -90 })),
    'info',
    '',
  ],
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
  expect([seen, fixes.flatMap((fix) => fix.command ?? [])[0] ?? '']).toEqual([status, command]);
});

it('shows a file of authorities once, with all the variables that name it', () => {
  const file = {
    path: '/c.pem',
    state: 'read',
    certificates: 1,
    firstEndsAt: '2030-01-02T03:04:05.000Z',
  } as const;
  const bundle = { ...file, path: '/all.pem', certificates: 140, variable: 'PIP_CERT' };
  const named = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'].map((variable) => ({ ...file, variable }));
  expect(result('certificates', { certificates: known([...named, bundle]) }).observed).toBe(
    'NODE_EXTRA_CA_CERTS, SSL_CERT_FILE: /c.pem, 1 certificate, the first ends 2030-01-02\nPIP_CERT: /all.pem, 140 certificates',
  );
});

it('names an unknown check', async () => {
  await expect(runCheck('nothing', { facts: () => Promise.resolve(good) })).rejects.toBeInstanceOf(AppError);
  expect((await runCheck('disk', { facts: () => Promise.resolve(good) })).status).toBe('pass');
});
