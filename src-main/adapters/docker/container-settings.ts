import type Docker from 'dockerode';
import type { ContainerRequest } from '../../core/ports.ts';

/** The label that every container of Slipway carries, with its name: leftovers are found by it. */
const containerLabel = 'dev.slipway.container';

/** Processes and threads that a container may have. */
const mostProcesses = 512;

/**
 * What is asked of the engine for a container. All that confines it is said here; no default of an engine is relied on.
 * `cores` is how many the engine has: it refuses to be asked for more.
 */
export function containerSettings(
  request: ContainerRequest,
  cores = Number.POSITIVE_INFINITY,
): Docker.ContainerCreateOptions {
  const { image, name, command, environment, labels, user, network, port } = request;
  const published = network === 'bridge' && port !== undefined ? `${port}/tcp` : undefined;
  return {
    name,
    Image: image,
    Cmd: [...command],
    Env: Object.entries(environment).map(([variable, value]) => `${variable}=${value}`),
    User: user,
    Labels: { ...labels, [containerLabel]: name },
    ...(published !== undefined && { ExposedPorts: { [published]: {} } }),
    HostConfig: {
      ...confinement(request, cores),
      ...(published !== undefined && {
        // An empty port lets the engine choose a free one.
        PortBindings: { [published]: [{ HostIp: '127.0.0.1', HostPort: '' }] },
      }),
    },
  };
}

function confinement(request: ContainerRequest, cores: number): Docker.HostConfig {
  const { network, readOnly, tmpBytes, memoryBytes } = request;
  return {
    AutoRemove: false,
    Init: true,
    NetworkMode: network,
    CapDrop: ['ALL'],
    SecurityOpt: ['no-new-privileges'],
    Privileged: false,
    IpcMode: 'private',
    ReadonlyRootfs: readOnly,
    // Libraries that compile at run time load what they wrote to /tmp: clouds let them, so the rehearsal does too.
    Tmpfs: { '/tmp': `rw,exec,nosuid,nodev,size=${Math.trunc(tmpBytes)},mode=1777` },
    PidsLimit: mostProcesses,
    Memory: Math.trunc(memoryBytes),
    // Equal to the memory: no swap.
    MemorySwap: Math.trunc(memoryBytes),
    NanoCpus: Math.round(Math.min(request.cores, cores) * 1e9),
    Ulimits: [{ Name: 'core', Soft: 0, Hard: 0 }],
    // A container that prints without end must not fill the disk.
    LogConfig: { Type: 'json-file', Config: { 'max-size': '8m', 'max-file': '2' } },
    RestartPolicy: { Name: 'no' },
  };
}
