import type { Fix } from '../../../contract/checks.ts';
import { fromFact, sizeOf, type Check, type Platform, type Verdict } from '../check.ts';
import {
  engineInUse,
  type EngineAnswer,
  type EngineCandidate,
  type EngineOutcome,
  type MachineFacts,
} from '../facts.ts';
import { allowUser, installEngine, leaveChoice, replaceAddress, startEngine } from './engine-fixes.ts';

/** Docker Engine 20.10's: the oldest that builds for another platform and reports what the bench reads. */
const oldestApi = '1.41';
/** What a small cloud instance has, less what a virtual machine keeps for itself. */
const memoryWanted = 3.9e9;
/** Base image, libraries and two versions of a model, twice: once as layers and once while they are built. */
const storageWanted = 10e9;

const none: Verdict = { status: 'info', observed: 'No container engine' };

export const containerChecks: readonly Check[] = [
  {
    id: 'container-engine',
    category: 'containers',
    title: 'Container engine',
    level: 'optional',
    neededFor: 'Building and testing images; without one, models are served by a local process',
    expected: `Docker or Podman with API ${oldestApi} or later, for Linux containers`,
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
    assess: fromFact(({ engines }) => engines, ofAnswer(assessMemory)),
  },
  {
    id: 'container-storage',
    category: 'containers',
    title: 'Disk space of the container engine',
    level: 'optional',
    neededFor: 'Keeping images and building new ones',
    expected: `${sizeOf(storageWanted)} or more free`,
    assess: fromFact(({ engines }) => engines, ofAnswer(assessStorage)),
  },
];

function assessEngines(candidates: readonly EngineCandidate[], facts: MachineFacts): Verdict {
  const { platform } = facts;
  const used = engineInUse(candidates);
  const answer = answerOf(used);
  if (used !== undefined && answer !== undefined) return assessAnswer(used, answer, facts);
  const first = (...states: readonly EngineOutcome['state'][]) =>
    candidates.find(({ outcome }) => states.includes(outcome.state));
  const denied = first('denied');
  if (denied !== undefined)
    return { status: 'warn', observed: describe(denied), fixes: allowUser(denied, platform) };
  const unsupported = first('unsupported');
  if (unsupported !== undefined)
    return {
      status: 'warn',
      observed: describe(unsupported),
      fixes: [replaceAddress(unsupported, platform)],
    };
  const other = first('failed');
  if (other?.chosen === true)
    return { status: 'warn', observed: describe(other), fixes: [leaveChoice(other, platform)] };
  const stopped = first('refused', 'silent', 'failed');
  if (stopped !== undefined)
    return { status: 'warn', observed: describe(stopped), fixes: [startEngine(stopped.source, platform)] };
  return assessAbsence(facts);
}

/** Nothing answers anywhere: an engine that is installed but stopped often leaves no socket behind. */
function assessAbsence({ enginePrograms, platform }: MachineFacts): Verdict {
  const [program] = enginePrograms.known ? enginePrograms.value : [];
  if (program === undefined)
    return { status: 'info', observed: 'None found', fixes: [installEngine(platform)] };
  return {
    status: 'warn',
    observed: `None answers, but ${program} is installed`,
    fixes: [startEngine(program, platform)],
  };
}

function assessAnswer(
  { address, source }: EngineCandidate,
  { product, version, apiVersion, os, arch }: EngineAnswer,
  { platform }: MachineFacts,
): Verdict {
  const observed = `${product} ${version}, API ${apiVersion}, ${os}/${arch}, at ${address} (${source})`;
  if (!isAtLeast(apiVersion, oldestApi))
    return {
      status: 'warn',
      observed,
      fixes: [{ title: 'Update the container engine.' }, installEngine(platform)],
    };
  if (os !== 'linux')
    return {
      status: 'warn',
      observed,
      fixes: [{ title: 'Switch the engine to Linux containers: the clouds run no others.' }],
    };
  return { status: 'pass', observed };
}

/** Compares versions number by number: 1.9 is older than 1.41. */
function isAtLeast(version: string, wanted: string): boolean {
  const [have, want] = [version, wanted].map((text) => text.split('.').map(Number));
  for (const [index, part] of (want ?? []).entries()) {
    const mine = have?.[index] ?? 0;
    if (mine !== part) return mine > part;
  }
  return true;
}

function ofAnswer(assess: (answer: EngineAnswer) => Verdict) {
  return (candidates: readonly EngineCandidate[]): Verdict => {
    const answer = answerOf(engineInUse(candidates));
    return answer === undefined ? none : assess(answer);
  };
}

function assessMemory({ memoryBytes, cores }: EngineAnswer): Verdict {
  if (memoryBytes === undefined) return { status: 'unknown', observed: 'The engine does not say' };
  const observed = `${sizeOf(memoryBytes)}${cores === undefined ? '' : `, ${cores} ${cores === 1 ? 'core' : 'cores'}`}`;
  if (memoryBytes >= memoryWanted) return { status: 'pass', observed };
  const title = 'Give the engine’s virtual machine more memory in its settings, or serve small models only.';
  return { status: 'warn', observed, fixes: [{ title }] };
}

function assessStorage({ storage }: EngineAnswer): Verdict {
  if (storage === undefined)
    return { status: 'unknown', observed: 'The engine keeps images where this program cannot look' };
  const { path, freeBytes, totalBytes } = storage;
  const observed = `${sizeOf(freeBytes)} of ${sizeOf(totalBytes)} free at ${path}`;
  if (freeBytes >= storageWanted) return { status: 'pass', observed };
  return {
    status: 'warn',
    observed,
    fixes: [
      { title: 'Remove stopped containers, unused images and build caches.', command: 'docker system prune' },
    ],
  };
}

function assessChoice(candidates: readonly EngineCandidate[], { platform }: MachineFacts): Verdict {
  const observed = candidates.length === 0 ? 'None' : candidates.map(describe).join('\n');
  const broken = candidates.filter(({ chosen, outcome }) => chosen && outcome.state !== 'answered');
  if (broken.length === 0) return { status: 'info', observed };
  return { status: 'warn', observed, fixes: broken.flatMap((one) => fixesFor(one, platform)) };
}

function fixesFor(broken: EngineCandidate, platform: Platform): Fix[] {
  const leave = leaveChoice(broken, platform);
  return broken.outcome.state === 'unsupported' ? [replaceAddress(broken, platform), leave] : [leave];
}

function answerOf(candidate: EngineCandidate | undefined): EngineAnswer | undefined {
  return candidate?.outcome.state === 'answered' ? candidate.outcome : undefined;
}

function describe({ source, address, outcome }: EngineCandidate): string {
  const what = outcome.state === 'answered' ? `${outcome.product} ${outcome.version}` : outcome.reason;
  return `${address} (${source}): ${what}`;
}
