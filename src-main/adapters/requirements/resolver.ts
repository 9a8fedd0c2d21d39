import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../core/app-error.ts';
import type { PythonVersion } from '../../core/packaging/ports.ts';
import { runProgram, type Environment } from './run-program.ts';

/** A uv that answers. */
export interface Uv {
  readonly program: string;
  /** `uv 0.9.2`. */
  readonly version: string;
}

export interface ResolverPlace {
  readonly environment: Environment;
  /** Folder in which a managed uv is kept. */
  readonly tools: string;
}

/** The first that has `UV_DEFAULT_INDEX`, `manylinux_2_28` and errors that name the conflict. */
const oldestUv = [0, 5] as const;
const newestPythons: readonly PythonVersion[] = ['3.12', '3.13', '3.11', '3.10'];

/** uv on the path, else the managed one, else one that is installed now. Throws `package.no-resolver`. */
export async function findUv(
  place: ResolverPlace,
  signal: AbortSignal,
  log: (line: string) => void,
): Promise<Uv> {
  const managed = join(place.tools, 'uv');
  const own = programOf(managed, 'uv');
  const found = (await asks(own, place, signal)) ?? (await asks('uv', place, signal));
  if (found !== undefined) return found;
  log('uv is not on the path: it is installed into the state folder.');
  const problem = await installUv(managed, place, signal, log);
  const installed = await asks(own, place, signal);
  if (installed !== undefined) return installed;
  throw new AppError('package.no-resolver', { details: problem });
}

async function asks(
  program: string,
  { environment }: ResolverPlace,
  signal: AbortSignal,
): Promise<Uv | undefined> {
  const { exitCode, out } = await runProgram({ program, words: ['--version'], environment, signal });
  const [, major, minor] = /^uv (\d+)\.(\d+)/.exec(out) ?? [];
  if (exitCode !== 0 || major === undefined || minor === undefined) return undefined;
  const recent = Number(major) > oldestUv[0] || Number(minor) >= oldestUv[1];
  return recent ? { program, version: out.trim().split(' ').slice(0, 2).join(' ') } : undefined;
}

/** Made under another name first: a half-installed uv must not be taken for one. Answers what went wrong. */
async function installUv(
  folder: string,
  place: ResolverPlace,
  signal: AbortSignal,
  log: (line: string) => void,
): Promise<string> {
  const python = await findAnyPython(place.environment, signal);
  if (python === undefined) return 'Neither uv nor Python 3.10 to 3.13 is on the path.';
  const part = `${folder}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(place.tools, { recursive: true });
  const run = (words: readonly string[]) =>
    runProgram({ ...command(python, words), environment: place.environment, signal });
  const made = await run(['-m', 'venv', part]);
  if (made.exitCode !== 0) return (made.err || made.out).slice(-2000);
  const words = ['-m', 'pip', 'install', '--disable-pip-version-check', '--only-binary', ':all:', 'uv>=0.5'];
  const installed = await runProgram({
    program: programOf(part, 'python'),
    words,
    environment: place.environment,
    signal,
    line: log,
  });
  if (installed.exitCode !== 0) return installed.err.slice(-2000);
  await rm(folder, { recursive: true, force: true });
  await rename(part, folder);
  return 'uv was installed and does not start.';
}

/** A command for an interpreter: `python3.12`, or `py -3.12` on Windows. */
export type PythonCommand = readonly [string, ...string[]];

/** The first interpreter that says it is of this version; undefined when none does. */
export async function findPython(
  version: PythonVersion,
  environment: Environment,
  signal: AbortSignal,
): Promise<PythonCommand | undefined> {
  const usual: readonly PythonCommand[] =
    process.platform === 'win32'
      ? [['py', `-${version}`], ['python']]
      : [[`python${version}`], ['python3'], ['python']];
  const home = environment['HOME'] ?? '';
  const pyenv = await pyenvPythons(environment['PYENV_ROOT'] ?? join(home, '.pyenv'), version);
  for (const one of [...usual, ...pyenv]) {
    const words = ['-I', '-c', 'import sys, venv; print("%d.%d" % sys.version_info[:2])'];
    const { exitCode, out } = await runProgram({ ...command(one, words), environment, signal });
    if (exitCode === 0 && out.trim() === version) return one;
  }
  return undefined;
}

async function findAnyPython(
  environment: Environment,
  signal: AbortSignal,
): Promise<PythonCommand | undefined> {
  for (const version of newestPythons) {
    const found = await findPython(version, environment, signal);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** pyenv keeps versions off the path until one is chosen. */
async function pyenvPythons(root: string, version: PythonVersion): Promise<PythonCommand[]> {
  const names = await readdir(join(root, 'versions')).catch(() => []);
  return names
    .filter((name) => name.startsWith(`${version}.`))
    .map((name) => [join(root, 'versions', name, 'bin', 'python')]);
}

export function command(
  [program, ...first]: PythonCommand,
  words: readonly string[],
): { program: string; words: string[] } {
  return { program, words: [...first, ...words] };
}

/** A program of a virtual environment. */
export function programOf(folder: string, name: string): string {
  return process.platform === 'win32' ? join(folder, 'Scripts', `${name}.exe`) : join(folder, 'bin', name);
}
