import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { EngineCandidate, Fact, MachineFacts } from '../../core/doctor/facts.ts';
import type { Machine } from '../../core/ports.ts';
import { readCertificates } from './certificates.ts';
import { readCpu, readMemory } from './hardware.ts';
import { readProxy } from './proxy.ts';
import { findPythons } from './python.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface MachineParts {
  /** The state folder: its disk is the one that counts. It need not exist yet. */
  readonly home: string;
  readonly environment: Environment;
  readonly discoverEngine: (environment: Environment) => Promise<EngineCandidate[]>;
}

/** Reads this computer. Every probe is bounded in time; one that fails becomes a fact that says so. */
export function createMachine({ home, environment, discoverEngine }: MachineParts): Machine {
  return {
    facts: async () => {
      const [engines, disk, memory, cpu, python, proxy, certificates] = await Promise.all([
        fact(() => discoverEngine(environment)),
        fact(() => readDisk(home)),
        fact(readMemory),
        fact(readCpu),
        fact(() => findPythons(environment)),
        fact(() => readProxy(environment)),
        fact(() => readCertificates(environment)),
      ]);
      const node = { version: process.versions.node, executable: process.execPath };
      return { node, engines, disk, memory, cpu, python, proxy, certificates, platform: platformName() };
    },
  };
}

async function fact<T>(read: () => T | Promise<T>): Promise<Fact<T>> {
  try {
    return { known: true, value: await read() };
  } catch (error) {
    return { known: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

async function readDisk(path: string): Promise<{ path: string; freeBytes: number; totalBytes: number }> {
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
