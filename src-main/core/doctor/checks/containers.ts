import type { Fix } from '../../../contract/checks.ts';
import type { Check, Verdict } from '../check.ts';
import { fromFact, sizeOf } from '../check.ts';
import { engineInUse, type EngineAnswer, type EngineCandidate, type MachineFacts } from '../facts.ts';

/** Docker Engine 20.10's: the oldest that builds for another platform and reports what the bench reads. */
const oldestApi = 1.41;

export const containerChecks: readonly Check[] = [
  {
    id: 'container-engine',
    category: 'containers',
    title: 'Container engine',
    level: 'optional',
    neededFor: 'Building and testing images; without one, models are served by a local process',
    expected: `Docker or Podman with API ${oldestApi} or later`,
    assess: fromFact(({ engines }) => engines, assessEngines),
  },
  {
    id: 'container-engine-choice',
    category: 'containers',
    title: 'Places looked at',
    level: 'optional',
    neededFor: 'Knowing why an engine was found or not',
    expected: 'Each place that was chosen by hand answers',
    assess: fromFact(({ engines }) => engines, assessChoice),
  },
  {
    id: 'container-memory',
    category: 'containers',
    title: 'Memory of the container engine',
    level: 'optional',
    neededFor: 'Running a model in a container under the limits of a cloud instance',
    expected: '4 GB or more',
    assess: fromFact(
      ({ engines }) => engines,
      (candidates) => {
        const answer = answerOf(engineInUse(candidates));
        if (answer === undefined) return { status: 'info', observed: 'No container engine' };
        if (answer.memoryBytes === undefined)
          return { status: 'unknown', observed: 'The engine does not say' };
        const observed = `${sizeOf(answer.memoryBytes)}, ${answer.cores ?? '?'} cores`;
        if (answer.memoryBytes >= 3.9e9) return { status: 'pass', observed };
        return {
          status: 'warn',
          observed,
          fixes: [{ title: 'Give the engine’s virtual machine more memory in its settings.' }],
        };
      },
    ),
  },
];

function answerOf(candidate: EngineCandidate | undefined): EngineAnswer | undefined {
  return candidate?.outcome.state === 'answered' ? candidate.outcome : undefined;
}

function assessEngines(candidates: readonly EngineCandidate[], { platform }: MachineFacts): Verdict {
  const used = engineInUse(candidates);
  const answer = answerOf(used);
  if (used !== undefined && answer !== undefined) {
    const observed = `${answer.product} ${answer.version}, API ${answer.apiVersion}, ${answer.os}/${answer.arch}`;
    if (Number(answer.apiVersion) >= oldestApi) return { status: 'pass', observed };
    return {
      status: 'warn',
      observed,
      fixes: [{ title: 'Update the container engine.' }, installEngine[platform]],
    };
  }
  const denied = candidates.find(({ outcome }) => outcome.state === 'denied');
  if (denied !== undefined)
    return { status: 'warn', observed: describe(denied), fixes: fixesForDenied(platform) };
  const unsupported = candidates.find(({ outcome }) => outcome.state === 'unsupported');
  if (unsupported !== undefined)
    return { status: 'warn', observed: describe(unsupported), fixes: [forwardSocket] };
  const stopped = candidates.find(({ outcome }) => outcome.state === 'refused' || outcome.state === 'silent');
  if (stopped !== undefined)
    return { status: 'warn', observed: describe(stopped), fixes: [startEngine[platform]] };
  return { status: 'info', observed: 'None found', fixes: [installEngine[platform]] };
}

function assessChoice(candidates: readonly EngineCandidate[]): Verdict {
  const quiet = candidates.filter(({ chosen, outcome }) => !chosen && outcome.state === 'absent');
  const telling = candidates.filter((candidate) => !quiet.includes(candidate)).map(describe);
  const observed = [
    ...telling,
    ...(quiet.length === 0 ? [] : [`Nothing at ${quiet.length} usual places`]),
  ].join('\n');
  const broken = candidates.filter(({ chosen, outcome }) => chosen && outcome.state !== 'answered');
  if (broken.length === 0) return { status: 'info', observed };
  const fixes = broken.map(({ source }): Fix =>
    source === 'DOCKER_HOST'
      ? { title: 'Correct DOCKER_HOST, or unset it to use the default place.', command: 'unset DOCKER_HOST' }
      : {
          title: `Start the engine of ${source}, or go back to the default one.`,
          command: 'docker context use default',
        },
  );
  return { status: 'warn', observed, fixes };
}

function describe({ source, address, outcome }: EngineCandidate): string {
  const what = outcome.state === 'answered' ? `${outcome.product} ${outcome.version}` : outcome.reason;
  return `${address} (${source}): ${what}`;
}

const forwardSocket: Fix = {
  title: 'Forward the remote engine’s socket to this computer and set DOCKER_HOST to it.',
  command:
    'ssh -nNT -L /tmp/docker.sock:/var/run/docker.sock USER@HOST & export DOCKER_HOST=unix:///tmp/docker.sock',
};

function fixesForDenied(platform: MachineFacts['platform']): readonly Fix[] {
  if (platform !== 'linux') return [startEngine[platform]];
  return [
    {
      title: 'Add your user to the group docker, then log in again.',
      command: 'sudo usermod -aG docker "$USER"',
    },
    { title: 'Or use Docker without root.', url: 'https://docs.docker.com/engine/security/rootless/' },
  ];
}

const startEngine: Readonly<Record<MachineFacts['platform'], Fix>> = {
  linux: { title: 'Start the engine.', command: 'sudo systemctl start docker' },
  darwin: { title: 'Start Docker Desktop, Podman or Colima.', command: 'open -a Docker' },
  win32: { title: 'Start Docker Desktop or Podman Desktop.' },
  other: { title: 'Start the container engine.' },
};

const installEngine: Readonly<Record<MachineFacts['platform'], Fix>> = {
  linux: {
    title: 'Install a container engine when you want to build images.',
    command: 'sudo apt-get install docker.io',
  },
  darwin: {
    title: 'Install a container engine when you want to build images.',
    command: 'brew install --cask docker',
  },
  win32: {
    title: 'Install a container engine when you want to build images.',
    command: 'winget install Docker.DockerDesktop',
  },
  other: {
    title: 'Install a container engine when you want to build images.',
    url: 'https://docs.docker.com/get-started/get-docker/',
  },
};
