import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { discoverEngine } from './discover-engine.ts';
import { connectionTo, shownAddress } from './engine-connection.ts';
import { enginePlaces } from './engine-places.ts';
import { fakeCertificate } from './fake-certificate.ts';

let home: string;
const servers: Server[] = [];
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'slipway-engine-'))));
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
  rmSync(home, { recursive: true });
});

const version = {
  Version: '28.2.2',
  ApiVersion: '1.50',
  Os: 'linux',
  Arch: 'amd64',
  Components: [{ Name: 'Engine' }],
};

async function listenAt(path: string | number, answer: RequestListener): Promise<Server> {
  const server = createServer(answer);
  servers.push(server);
  if (typeof path === 'number') server.listen(path, '127.0.0.1');
  else server.listen(path);
  await once(server, 'listening');
  return server;
}

const daemon: RequestListener = ({ url }, response) => {
  response.end(JSON.stringify(url === '/version' ? version : { MemTotal: 8e9, NCPU: 4 }));
};

/** An environment in which nothing of this computer's own is chosen. */
const environment = (more: Record<string, string> = {}) => ({ HOME: home, XDG_RUNTIME_DIR: home, ...more });

async function outcomeAt(address: string) {
  const found = await discoverEngine(environment({ DOCKER_HOST: address }));
  return found.find(({ source }) => source === 'DOCKER_HOST');
}

it('finds the engine that DOCKER_HOST names over a socket, with what it says of itself', async () => {
  const path = join(home, 'engine.sock');
  await listenAt(path, daemon);
  expect(await outcomeAt(`unix://${path}`)).toEqual({
    source: 'DOCKER_HOST',
    address: `unix://${path}`,
    chosen: true,
    outcome: {
      state: 'answered',
      product: 'Docker',
      version: '28.2.2',
      apiVersion: '1.50',
      os: 'linux',
      arch: 'amd64',
      memoryBytes: 8e9,
      cores: 4,
    },
  });
});

it('finds one over TCP, tells Podman by its components, and cuts credentials out of the address', async () => {
  const podman = { ...version, Components: [{ Name: 'Podman Engine' }] };
  const server = await listenAt(0, (_, response) => response.end(JSON.stringify(podman)));
  const { port } = server.address() as AddressInfo;
  const found = await outcomeAt(`tcp://me:secret@127.0.0.1:${port}`);
  expect([found?.address, found?.outcome]).toEqual([
    `tcp://127.0.0.1:${port}`,
    expect.objectContaining({ state: 'answered', product: 'Podman' }),
  ]);
});

it.each<[string, string, () => Promise<string>]>([
  ['nothing there', 'absent', () => Promise.resolve(`unix://${home}/none.sock`)],
  ['SSH', 'unsupported', () => Promise.resolve('ssh://me@host')],
  ['an unknown scheme', 'unsupported', () => Promise.resolve('gopher://x')],
  ['TLS without certificates', 'unsupported', () => Promise.resolve('https://127.0.0.1:1')],
  [
    'a port where nothing listens',
    'refused',
    async () => {
      const server = await listenAt(0, daemon);
      const { port } = server.address() as AddressInfo;
      server.close();
      return `tcp://127.0.0.1:${port}`;
    },
  ],
  [
    'a web server that is no engine',
    'failed',
    async () => {
      const server = await listenAt(0, (_, response) => response.end('<html>'));
      return `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
  ],
  [
    'a proxy that refuses',
    'denied',
    async () => {
      const server = await listenAt(0, (_, response) => response.writeHead(403).end());
      return `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
  ],
  [
    'an engine that hangs',
    'silent',
    async () => {
      const server = await listenAt(0, () => undefined);
      return `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
  ],
  [
    'an engine that stops in the middle of its answer',
    'silent',
    async () => {
      const server = await listenAt(0, (_, response) => response.write('{"Version": "2'));
      return `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
  ],
  [
    'a flood',
    'failed',
    async () => {
      const server = await listenAt(0, (_, response) => response.end('x'.repeat(3_000_000)));
      return `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
  ],
])('says of %s that it is %s', async (_, state, address) => {
  expect((await outcomeAt(await address()))?.outcome.state).toBe(state);
});

it('says which certificate of TLS cannot be read, not that nothing is there', async () => {
  const found = await discoverEngine(
    environment({ DOCKER_HOST: 'tcp://127.0.0.1:2376', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: home }),
  );
  expect(found[0]?.outcome).toEqual({
    state: 'unsupported',
    reason: expect.stringMatching(/^TLS needs certificates: .*\.pem cannot be read$/) as string,
  });
});

it('connects with the three certificates of TLS', async () => {
  for (const name of ['ca', 'cert', 'key']) writeFileSync(join(home, `${name}.pem`), name);
  const place = { source: 'DOCKER_HOST', address: 'tcp://[::1]:2376', chosen: true, certificates: home };
  expect(await connectionTo(place)).toEqual({
    kind: 'tls',
    host: '::1',
    port: 2376,
    ca: Buffer.from('ca'),
    cert: Buffer.from('cert'),
    key: Buffer.from('key'),
  });
});

it('asks over TLS under the name that the certificate has', async () => {
  const { cert, key } = fakeCertificate;
  for (const [name, text] of Object.entries({ ca: cert, cert, key }))
    writeFileSync(join(home, `${name}.pem`), text);
  const server = createSecureServer({ ca: cert, cert, key, requestCert: true }, daemon);
  servers.push(server);
  server.listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const found = await discoverEngine(
    environment({
      DOCKER_HOST: `tcp://localhost:${port}`,
      DOCKER_TLS_VERIFY: '1',
      DOCKER_CERT_PATH: home,
    }),
  );
  expect(found[0]?.outcome).toMatchObject({ state: 'answered', version: '28.2.2' });
});

it.each([
  ['ssh://ada:secret@lab:22', 'ssh://ada@lab:22'],
  ['ssh://ada@lab', 'ssh://ada@lab'],
  ['tcp://ada:s@cret@lab:2375', 'tcp://lab:2375'],
  ['unix:///var/run/docker.sock', 'unix:///var/run/docker.sock'],
])('shows %s as %s', (address, shown) => {
  expect(shownAddress(address)).toBe(shown);
});

it('measures the disk of an engine that is on this computer, and of no other', async () => {
  const path = join(home, 'engine.sock');
  let name = hostname();
  await listenAt(path, ({ url }, response) =>
    response.end(JSON.stringify(url === '/version' ? version : { Name: name, DockerRootDir: home })),
  );
  const storageAt = async () => {
    const outcome = (await outcomeAt(`unix://${path}`))?.outcome;
    return outcome?.state === 'answered' ? outcome.storage : undefined;
  };
  const here = await storageAt();
  name = 'docker-desktop';
  expect([here, await storageAt()]).toEqual([
    { path: home, freeBytes: expect.any(Number) as number, totalBytes: expect.any(Number) as number },
    undefined,
  ]);
});

it('ends at once when it is told to', async () => {
  const server = await listenAt(0, () => undefined);
  const address = `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const found = await discoverEngine(environment({ DOCKER_HOST: address }), AbortSignal.abort());
  expect(found[0]?.outcome.state).toBe('failed');
});

function addContext(name: string, host: string): void {
  const folder = join(home, '.docker/contexts/meta', createHash('sha256').update(name).digest('hex'));
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'meta.json'),
    JSON.stringify({ Name: name, Endpoints: { docker: { Host: host } } }),
  );
}

it('reads Docker contexts, the current one as chosen, and passes over damaged ones', async () => {
  addContext('lab', 'unix:///lab.sock');
  addContext('desktop', 'unix:///desktop.sock');
  mkdirSync(join(home, '.docker/contexts/meta/broken'), { recursive: true });
  writeFileSync(join(home, '.docker/contexts/meta/broken/meta.json'), '{');
  writeFileSync(join(home, '.docker/config.json'), JSON.stringify({ currentContext: 'desktop' }));
  const places = await enginePlaces(environment(), 'linux');
  expect(places.slice(0, 2)).toEqual([
    { source: 'Docker context desktop', address: 'unix:///desktop.sock', chosen: true },
    { source: 'Docker context lab', address: 'unix:///lab.sock', chosen: false },
  ]);
});

it('takes no context as chosen where DOCKER_HOST overrides it', async () => {
  addContext('lab', 'tcp://lab:2375');
  writeFileSync(join(home, '.docker/config.json'), JSON.stringify({ currentContext: 'lab' }));
  const places = await enginePlaces(environment({ DOCKER_HOST: 'unix:///mine.sock' }), 'linux');
  expect(places.slice(0, 2)).toEqual([
    { source: 'DOCKER_HOST', address: 'unix:///mine.sock', chosen: true },
    { source: 'Docker context lab', address: 'tcp://lab:2375', chosen: false },
  ]);
});

it('knows the usual places of each system', async () => {
  mkdirSync(join(home, '.colima/default'), { recursive: true });
  const mac = (await enginePlaces(environment({ TMPDIR: '/t' }), 'darwin')).map(({ address }) => address);
  const linux = (await enginePlaces(environment(), 'linux')).map(({ source }) => source);
  const windows = (await enginePlaces(environment(), 'win32')).map(({ address }) => address);
  expect(linux).toEqual(
    expect.arrayContaining(['Docker socket', 'Podman socket', 'Colima default', 'Rancher Desktop socket']),
  );
  expect(windows).toContain('npipe:////./pipe/docker_engine');
  expect(mac).toContain('unix:///t/podman/podman-machine-default-api.sock');
});

it('lists each address once', async () => {
  const places = await enginePlaces(environment({ DOCKER_HOST: 'unix:///var/run/docker.sock' }), 'linux');
  expect(places.filter(({ address }) => address === 'unix:///var/run/docker.sock')).toEqual([
    { source: 'DOCKER_HOST', address: 'unix:///var/run/docker.sock', chosen: true },
  ]);
});
