import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DiskSpace, EngineCandidate, Fact, MachineFacts } from '../../core/doctor/facts.ts';
import type { Machine } from '../../core/ports.ts';
import { readCertificates } from './certificates.ts';
import type { Environment } from './environment.ts';
import { findPrograms } from './find-programs.ts';
import { readCpu, readMemory } from './hardware.ts';
import { readProxy } from './proxy.ts';
import { findPythons } from './python.ts';

/** A probe ends itself after this time, in milliseconds: it says then what it knows. */
const patience = 2000;
/** A probe that hangs in the system, as on a network disk that is gone, is given up after this time, in milliseconds. */
const limit = 2500;

/** Programs whose presence says that an engine is installed, though it may be stopped. */
const enginePrograms = ['docker', 'podman', 'colima'];

export interface MachineParts {
  /** The state folder: its disk is the one that counts. It need not exist yet. */
  readonly home: string;
  readonly environment: Environment;
  readonly discoverEngine: (environment: Environment, signal: AbortSignal) => Promise<EngineCandidate[]>;
}

/** Reads this computer, all probes side by side. One that fails or hangs becomes a fact that says so. */
export function createMachine({ home, environment, discoverEngine }: MachineParts): Machine {
  return {
    facts: async () => {
      const signal = AbortSignal.timeout(patience);
      const [engines, programs, disk, memory, cpu, python, proxy, certificates] = await Promise.all([
        fact(() => discoverEngine(environment, signal)),
        fact(() => findPrograms(enginePrograms, environment)),
        fact(() => readDisk(home)),
        fact(() => readMemory()),
        fact(() => readCpu(signal)),
        fact(() => findPythons(environment, signal)),
        fact(() => readProxy(environment)),
        fact(() => readCertificates(environment, Date.now(), signal)),
      ]);
      return {
        node: { version: process.versions.node, executable: process.execPath },
        engines,
        enginePrograms: programs,
        disk,
        memory,
        cpu,
        python,
        proxy,
        certificates,
        platform: platformName(),
      };
    },
  };
}

async function fact<T>(read: () => T | Promise<T>): Promise<Fact<T>> {
  let timer: NodeJS.Timeout | undefined;
  const givenUp = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${limit / 1000} s`)), limit);
  });
  try {
    return { known: true, value: await Promise.race([read(), givenUp]) };
  } catch (error) {
    return { known: false, reason: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

async function readDisk(path: string): Promise<DiskSpace> {
  try {
    const { bavail, blocks, bsize } = await statfs(path);
    return { path, freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch (error) {
    const above = dirname(path);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || above === path) throw error;
    return readDisk(above);
  }
}

function platformName(): MachineFacts['platform'] {
  const { platform } = process;
  return platform === 'linux' || platform === 'darwin' || platform === 'win32' ? platform : 'other';
}
