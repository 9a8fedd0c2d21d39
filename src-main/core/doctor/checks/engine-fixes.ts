import type { Fix } from '../../../contract/checks.ts';
import { setVariables, unsetVariable, type Platform } from '../check.ts';
import type { EngineCandidate } from '../facts.ts';

type Named = Pick<EngineCandidate, 'source' | 'address'>;

/** How to get a container engine. */
export function installEngine(platform: Platform): Fix {
  const title = 'Install a container engine when you want to build images.';
  switch (platform) {
    case 'linux':
      return { title, command: 'sudo apt-get install docker.io' };
    case 'darwin':
      return { title, command: 'brew install --cask docker' };
    case 'win32':
      return { title, command: 'winget install Docker.DockerDesktop' };
    case 'other':
      return { title, url: 'https://docs.docker.com/get-started/get-docker/' };
  }
}

/** How to start the engine that a place or a program belongs to. */
export function startEngine(name: string, platform: Platform): Fix {
  if (/colima/i.test(name)) return { title: 'Start Colima.', command: 'colima start' };
  if (/rancher/i.test(name)) return { title: 'Start Rancher Desktop.' };
  if (/podman/i.test(name))
    return platform === 'linux'
      ? { title: 'Start Podman’s socket.', command: 'systemctl --user enable --now podman.socket' }
      : { title: 'Start Podman’s virtual machine.', command: 'podman machine start' };
  if (/docker/i.test(name) && platform === 'linux')
    return /desktop/i.test(name)
      ? { title: 'Start Docker Desktop.', command: 'systemctl --user start docker-desktop' }
      : { title: 'Start Docker.', command: 'sudo systemctl start docker' };
  if (/docker/i.test(name) && platform === 'darwin')
    return { title: 'Start Docker Desktop.', command: 'open -a Docker' };
  return { title: 'Start the container engine.' };
}

/** What lets this user talk to an engine that runs. */
export function allowUser({ source }: Named, platform: Platform): readonly Fix[] {
  if (platform !== 'linux' || /podman/i.test(source)) return [startEngine(source, platform)];
  return [
    {
      title:
        'Add your user to the group docker, then log in again. Members of the group have the rights of root.',
      command: 'sudo usermod -aG docker "$USER"',
    },
    { title: 'Or use Docker without root.', url: 'https://docs.docker.com/engine/security/rootless/' },
  ];
}

/** What makes an address usable that this program cannot use as it is. */
export function replaceAddress({ address, source }: Named, platform: Platform): Fix {
  if (address.startsWith('ssh://')) return forwardSocket(address.slice('ssh://'.length), platform);
  if (/^(https|tcp):/.test(address))
    return {
      title: 'Let DOCKER_CERT_PATH name a folder with ca.pem, cert.pem and key.pem.',
      command: setVariables({ DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '$HOME/.docker' }, platform),
    };
  return {
    title: `Give ${source} an address that starts with unix://, npipe://, tcp:// or https://, or unset it.`,
    command: unsetVariable(source, platform),
  };
}

/** The engine’s socket on the other computer, brought here: nothing of it listens on a network. */
function forwardSocket(host: string, platform: Platform): Fix {
  const title = 'Forward the engine’s socket from there to this computer, and let DOCKER_HOST name it.';
  const target = host.replace(/\/.*$/, '').replace(/^(.*):(\d+)$/, '-p $2 $1');
  const remote = '/var/run/docker.sock';
  const [local, address] =
    platform === 'win32'
      ? ['127.0.0.1:2375', 'tcp://127.0.0.1:2375']
      : ['/tmp/docker.sock', 'unix:///tmp/docker.sock'];
  const then = platform === 'win32' ? '' : ` & ${setVariables({ DOCKER_HOST: address }, platform)}`;
  return { title, command: `ssh -nNT -L ${local}:${remote} ${target}${then}` };
}

/** What mends a place that somebody chose and that does not answer. */
export function leaveChoice({ source }: Named, platform: Platform): Fix {
  if (source.endsWith('_HOST'))
    return {
      title: `Correct ${source}, or unset it to use the usual places.`,
      command: unsetVariable(source, platform),
    };
  return {
    title: `Start the engine of ${source}, or go back to the default one.`,
    command: 'docker context use default',
  };
}
