import { execFile } from 'node:child_process';
import { isServedPython, type PythonCandidate } from '../../core/doctor/facts.ts';
import type { Environment } from './environment.ts';

const script = 'import sys; print(sys.version.split()[0]); print(sys.executable)';

type Command = readonly [string, ...string[]];
const usual: readonly Command[] =
  process.platform === 'win32' ? [['py', '-3'], ['python'], ['python3']] : [['python3'], ['python']];
const byVersion: readonly Command[] =
  process.platform === 'win32'
    ? [
        ['py', '-3.13'],
        ['py', '-3.12'],
        ['py', '-3.11'],
        ['py', '-3.10'],
      ]
    : [['python3.13'], ['python3.12'], ['python3.11'], ['python3.10']];

/**
 * Interpreters on the path, each executable once. They are run in isolated mode: nothing of the current folder is
 * imported. Those that are named after a version are asked only where the usual ones do not serve. One that has not
 * answered when `signal` aborts is left out; rejects when that leaves none.
 */
export async function findPythons(environment: Environment, signal: AbortSignal): Promise<PythonCandidate[]> {
  const askAll = async (commands: readonly Command[]) =>
    (await Promise.all(commands.map((command) => ask(command, environment, signal)))).flatMap(
      (one) => one ?? [],
    );
  const first = await askAll(usual);
  const found = first.some(({ version }) => isServedPython(version))
    ? first
    : [...first, ...(await askAll(byVersion))];
  if (found.length === 0 && signal.aborted) throw new Error('no interpreter has answered in time');
  const seen = new Set<string>();
  return found.filter(({ path }) => !seen.has(path) && seen.add(path));
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
