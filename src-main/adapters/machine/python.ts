import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { PythonCandidate } from '../../core/doctor/facts.ts';
import type { Environment } from './machine.ts';

/** An interpreter that has not answered by then is left out, in milliseconds. */
const patience = 2000;

const script = 'import sys; print(sys.version.split()[0]); print(sys.executable)';
const commands: Readonly<Record<string, readonly (readonly [string, ...string[]])[]>> = {
  win32: [['py', '-3'], ['python'], ['python3']],
  other: [['python3'], ['python'], ['python3.13'], ['python3.12'], ['python3.11'], ['python3.10']],
};

/** Interpreters on the path, each executable once. They are run in isolated mode: nothing of the current folder is imported. */
export async function findPythons(environment: Environment): Promise<PythonCandidate[]> {
  const candidates = commands[process.platform] ?? commands['other'] ?? [];
  const found = await Promise.all(candidates.map((command) => ask(command, environment)));
  const seen = new Set<string>();
  return found.flatMap((one) => one ?? []).filter(({ path }) => !seen.has(path) && seen.add(path));
}

async function ask(
  [program, ...words]: readonly [string, ...string[]],
  environment: Environment,
): Promise<PythonCandidate | undefined> {
  try {
    const options = { timeout: patience, env: { ...environment }, windowsHide: true };
    const { stdout } = await promisify(execFile)(program, [...words, '-I', '-c', script], options);
    const [version = '', path = ''] = stdout.split(/\r?\n/);
    return /^\d+\.\d+/.test(version) ? { command: [program, ...words].join(' '), path, version } : undefined;
  } catch {
    return undefined;
  }
}
