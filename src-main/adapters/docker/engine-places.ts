import { createHash } from 'node:crypto';
import { access, readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A place where a container engine may listen. `certificates` is a folder with ca.pem, cert.pem and key.pem. */
export interface EnginePlace {
  readonly source: string;
  readonly address: string;
  /** True when a person or a tool chose this place. */
  readonly chosen: boolean;
  readonly certificates?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Every place on this computer, the ones that somebody chose first; each address once. */
export async function enginePlaces(
  environment: Environment,
  platform: NodeJS.Platform = process.platform,
): Promise<EnginePlace[]> {
  const home = valueOf(environment, 'HOME') ?? valueOf(environment, 'USERPROFILE') ?? homedir();
  const places = [
    ...fromEnvironment(environment, home),
    ...(await fromContexts(environment, home)),
    ...(platform === 'win32' ? windowsPipes : await usualSockets(environment, home, platform)),
  ];
  const seen = new Set<string>();
  return places.filter(({ address }) => !seen.has(address) && seen.add(address));
}

function fromEnvironment(environment: Environment, home: string): EnginePlace[] {
  return ['DOCKER_HOST', 'CONTAINER_HOST'].flatMap((source) => {
    const address = valueOf(environment, source);
    if (address === undefined) return [];
    const verify = source === 'DOCKER_HOST' && valueOf(environment, 'DOCKER_TLS_VERIFY') !== undefined;
    const certificates = valueOf(environment, 'DOCKER_CERT_PATH') ?? join(home, '.docker');
    return [{ source, address, chosen: true, ...(verify && { certificates }) }];
  });
}

/** The Docker contexts of this user; the current one counts as chosen unless DOCKER_HOST overrides it, as in Docker. */
async function fromContexts(environment: Environment, home: string): Promise<EnginePlace[]> {
  const folder = valueOf(environment, 'DOCKER_CONFIG') ?? join(home, '.docker');
  const config = await readJson(join(folder, 'config.json'));
  const overridden = valueOf(environment, 'DOCKER_HOST') !== undefined;
  const named = valueOf(environment, 'DOCKER_CONTEXT') ?? textOf(config, 'currentContext');
  const current = overridden ? undefined : named;
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
  const source = `Docker context ${name}`;
  const withTls = address.startsWith('tcp:') && (await exists(certificates));
  return { source, address, chosen: name === current, ...(withTls && { certificates }) };
}

const place = (source: string, address: string): EnginePlace => ({ source, address, chosen: false });
const socket = (source: string, path: string) => place(source, `unix://${path}`);

const windowsPipes: readonly EnginePlace[] = [
  place('Docker pipe', 'npipe:////./pipe/docker_engine'),
  place('Docker Desktop pipe', 'npipe:////./pipe/dockerDesktopLinuxEngine'),
  place('Podman pipe', 'npipe:////./pipe/podman-machine-default'),
];

async function usualSockets(
  environment: Environment,
  home: string,
  platform: NodeJS.Platform,
): Promise<EnginePlace[]> {
  const runtime = valueOf(environment, 'XDG_RUNTIME_DIR') ?? `/run/user/${process.getuid?.() ?? 0}`;
  const profiles = await readdir(join(home, '.colima')).catch(() => []);
  const colima = profiles
    .filter((name) => !name.startsWith('_'))
    .map((name) => socket(`Colima ${name}`, join(home, '.colima', name, 'docker.sock')));
  const both = [
    socket('Docker socket', '/var/run/docker.sock'),
    socket('Docker Desktop socket', join(home, '.docker/run/docker.sock')),
    socket('Docker Desktop socket', join(home, '.docker/desktop/docker.sock')),
    socket('Rancher Desktop socket', join(home, '.rd/docker.sock')),
    ...colima,
  ];
  if (platform !== 'darwin')
    return [
      ...both,
      socket('Rootless Docker socket', join(runtime, 'docker.sock')),
      socket('Podman socket', join(runtime, 'podman/podman.sock')),
      socket('Podman socket', '/run/podman/podman.sock'),
    ];
  const machines = join(home, '.local/share/containers/podman/machine');
  return [
    ...both,
    socket('OrbStack socket', join(home, '.orbstack/run/docker.sock')),
    socket('Podman machine', join(machines, 'podman.sock')),
    socket('Podman machine', join(machines, 'qemu/podman.sock')),
    socket(
      'Podman machine',
      join(valueOf(environment, 'TMPDIR') ?? '/tmp', 'podman/podman-machine-default-api.sock'),
    ),
  ];
}

/** An empty variable counts as one that is not set, as in Docker. */
function valueOf(environment: Environment, name: string): string | undefined {
  const value = environment[name];
  return value === '' ? undefined : value;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
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
