import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A place where a container engine may listen. `certificates` is a folder with ca.pem, cert.pem and key.pem. */
export interface EnginePlace {
  readonly source: string;
  readonly address: string;
  readonly chosen: boolean;
  readonly certificates?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Every place on this computer, the ones that somebody chose first; each address once. */
export async function enginePlaces(
  environment: Environment,
  platform: NodeJS.Platform = process.platform,
): Promise<EnginePlace[]> {
  const home = environment['HOME'] ?? environment['USERPROFILE'] ?? homedir();
  const places = [
    ...fromEnvironment(environment),
    ...(await fromContexts(environment, home)),
    ...(await usualPlaces(environment, home, platform)),
  ];
  const seen = new Set<string>();
  return places.filter(({ address }) => !seen.has(address) && seen.add(address));
}

function fromEnvironment(environment: Environment): EnginePlace[] {
  const named = { DOCKER_HOST: environment['DOCKER_HOST'], CONTAINER_HOST: environment['CONTAINER_HOST'] };
  return Object.entries(named).flatMap(([source, address]) => {
    if (address === undefined || address === '') return [];
    const verify = source === 'DOCKER_HOST' && (environment['DOCKER_TLS_VERIFY'] ?? '') !== '';
    const certificates = environment['DOCKER_CERT_PATH'] ?? join(environment['HOME'] ?? homedir(), '.docker');
    return [{ source, address, chosen: true, ...(verify && { certificates }) }];
  });
}

/** The Docker contexts of this user; the current one counts as chosen unless DOCKER_HOST overrides it. */
async function fromContexts(environment: Environment, home: string): Promise<EnginePlace[]> {
  const folder = environment['DOCKER_CONFIG'] ?? join(home, '.docker');
  const config = await readJson(join(folder, 'config.json'));
  const current = environment['DOCKER_CONTEXT'] ?? textOf(config, 'currentContext');
  const meta = join(folder, 'contexts', 'meta');
  const names = await readdir(meta).catch(() => []);
  const places = await Promise.all(
    names.map((name) => readContext(join(meta, name, 'meta.json'), folder, current)),
  );
  return places.flatMap((place) => place ?? []).sort((a, b) => Number(b.chosen) - Number(a.chosen));
}

async function readContext(
  path: string,
  folder: string,
  current: string | undefined,
): Promise<EnginePlace | undefined> {
  const meta = await readJson(path);
  const name = textOf(meta, 'Name');
  const docker = (meta as { Endpoints?: { docker?: unknown } } | undefined)?.Endpoints?.docker;
  const address = textOf(docker, 'Host');
  if (name === undefined || address === undefined || address === '') return undefined;
  const digest = createHash('sha256').update(name).digest('hex');
  const certificates = join(folder, 'contexts', 'tls', digest, 'docker');
  return {
    source: `Docker context ${name}`,
    address,
    chosen: name === current,
    ...(address.startsWith('tcp:') && { certificates }),
  };
}

async function usualPlaces(
  environment: Environment,
  home: string,
  platform: NodeJS.Platform,
): Promise<EnginePlace[]> {
  const place = (source: string, address: string): EnginePlace => ({ source, address, chosen: false });
  if (platform === 'win32')
    return [
      place('Docker pipe', 'npipe:////./pipe/docker_engine'),
      place('Docker Desktop pipe', 'npipe:////./pipe/dockerDesktopLinuxEngine'),
      place('Podman pipe', 'npipe:////./pipe/podman-machine-default'),
    ];
  const runtime = environment['XDG_RUNTIME_DIR'] ?? `/run/user/${process.getuid?.() ?? 0}`;
  const socket = (source: string, path: string) => place(source, `unix://${path}`);
  const colima = await readdir(join(home, '.colima')).catch(() => []);
  return [
    socket('Docker socket', '/var/run/docker.sock'),
    socket('Rootless Docker socket', join(runtime, 'docker.sock')),
    socket('Docker Desktop socket', join(home, '.docker/run/docker.sock')),
    socket('Docker Desktop socket', join(home, '.docker/desktop/docker.sock')),
    socket('Rancher Desktop socket', join(home, '.rd/docker.sock')),
    ...colima
      .filter((name) => !name.startsWith('_'))
      .map((name) => socket(`Colima ${name}`, join(home, '.colima', name, 'docker.sock'))),
    socket('Podman socket', join(runtime, 'podman/podman.sock')),
    socket('Podman socket', '/run/podman/podman.sock'),
    socket('Podman machine', join(home, '.local/share/containers/podman/machine/podman.sock')),
  ];
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function textOf(value: unknown, key: string): string | undefined {
  const found =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return typeof found === 'string' ? found : undefined;
}
