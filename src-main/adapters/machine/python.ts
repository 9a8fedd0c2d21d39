import { execFile } from 'node:child_process';
import type { PythonCandidate } from '../../core/doctor/facts.ts';
import type { Environment } from './environment.ts';

const script = 'import sys; print(sys.version.split()[0]); print(sys.executable)';

type Command = readonly [string, ...string[]];
const onWindows: readonly Command[] = [['py', '-3'], ['python'], ['python3']];
const elsewhere: readonly Command[] = [
  ['python3'],
  ['python'],
  ['python3.13'],
  ['python3.12'],
  ['python3.11'],
  ['python3.10'],
];

/**
 * Interpreters on the path, each executable once. They are run in isolated mode: nothing of the current folder is
 * imported. One that has not answered when `signal` aborts is left out.
 */
export async function findPythons(environment: Environment, signal: AbortSignal): Promise<PythonCandidate[]> {
  const commands = process.platform === 'win32' ? onWindows : elsewhere;
  const found = await Promise.all(commands.map((command) => ask(command, environment, signal)));
  const seen = new Set<string>();
  return found.flatMap((one) => one ?? []).filter(({ path }) => !seen.has(path) && seen.add(path));
}

function ask(
  [program, ...words]: Command,
  environment: Environment,
  signal: AbortSignal,
): Promise<PythonCandidate | undefined> {
  return new Promise((resolve) => {
    const options = { env: { ...environment }, windowsHide: true, signal, killSignal: 'SIGKILL' } as const;
    const command = [program, ...words].join(' ');
    execFile(program, [...words, '-I', '-c', script], options, (_error, stdout) =>
      resolve(readAnswer(command, stdout)),
    );
    // A wrapper script may leave a child behind that holds the output open: then nothing more is waited for.
    signal.addEventListener('abort', () => resolve(undefined));
  });
}

function readAnswer(command: string, stdout: string): PythonCandidate | undefined {
  const [version = '', path = ''] = stdout.split(/\r?\n/);
  return /^\d+\.\d+/.test(version) ? { command, path, version } : undefined;
}
