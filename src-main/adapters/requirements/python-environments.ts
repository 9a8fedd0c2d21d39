import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../core/app-error.ts';
import type {
  EnvironmentRequest,
  PythonEnvironment,
  PythonEnvironments,
} from '../../core/packaging/ports.ts';
import { secretsIn, withoutCredentials } from '../../core/packaging/translate/without-credentials.ts';
import { isNoise, readPipSettings, uvEnvironment } from './pip-settings.ts';
import type { RequirementsParts } from './requirements-locker.ts';
import { command, findPython, findUv, programOf, type PythonCommand, type Uv } from './resolver.ts';
import { runProgram, type Environment, type ProgramOutcome } from './run-program.ts';
import { translateFailure } from './translate-failure.ts';

/** Makes virtual environments from locks: with uv where there is one, else with Python's own venv and pip. */
export function createPythonEnvironments(parts: Omit<RequirementsParts, 'cache'>): PythonEnvironments {
  return {
    create: async (request) => {
      const { python, folder, signal } = request;
      const found = await findPython(python, parts.environment, signal);
      if (found === undefined)
        throw new AppError('package.python', { details: `Python ${python} is not on this computer.` });
      const settings = await readPipSettings(parts.environment);
      const environment = uvEnvironment(settings, parts.environment);
      const secrets = secretsIn(Object.values(environment).flatMap((value) => value ?? []));
      const work: Work = {
        request,
        python: found,
        environment,
        hide: (text) => withoutCredentials(text, secrets),
        part: `${folder}.lock`,
      };
      await rm(folder, { recursive: true, force: true });
      await mkdir(dirname(folder), { recursive: true });
      await writeFile(work.part, request.lockText);
      try {
        return await install(work, await uvOrNone(parts, work));
      } catch (error) {
        // Half an environment imports half a library.
        await rm(folder, { recursive: true, force: true });
        throw error;
      } finally {
        await rm(work.part, { force: true });
      }
    },
  };
}

interface Work {
  readonly request: EnvironmentRequest;
  readonly python: PythonCommand;
  readonly environment: Environment;
  readonly hide: (text: string) => string;
  /** The lock, as a file. */
  readonly part: string;
}

async function uvOrNone(
  { tools }: Omit<RequirementsParts, 'cache'>,
  { environment, request }: Work,
): Promise<Uv | undefined> {
  try {
    return await findUv({ environment, tools }, request.signal, request.log);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

async function install(work: Work, uv: Uv | undefined): Promise<PythonEnvironment> {
  const { folder, wheels } = work.request;
  const interpreter = programOf(folder, 'python');
  const source = wheels === undefined ? [] : ['--no-index', '--find-links', wheels];
  if (uv === undefined) {
    await must(work, command(work.python, ['-m', 'venv', folder]));
    const words = ['-m', 'pip', 'install', '--disable-pip-version-check', '--require-hashes', '--no-deps'];
    const rest = ['--only-binary', ':all:', ...source, '-r', work.part];
    await must(work, { program: interpreter, words: [...words, ...rest] });
    return { interpreter, installer: 'pip' };
  }
  const { program } = uv;
  await must(work, { program, words: ['venv', '--python', await pathOf(work), folder] });
  const words = ['pip', 'install', '--python', interpreter, '--require-hashes', '--no-deps', '--no-build'];
  const rest = ['--index-strategy', 'unsafe-best-match', ...source, '-r', work.part];
  await must(work, { program, words: [...words, ...rest] });
  return { interpreter, installer: uv.version };
}

/** The interpreter behind a command: shims and launchers choose by the folder they are run in. */
async function pathOf(work: Work): Promise<string> {
  const { out } = await must(work, command(work.python, ['-I', '-c', 'import sys; print(sys.executable)']));
  return out.trim();
}

async function must(
  { request, environment, hide }: Work,
  { program, words }: { readonly program: string; readonly words: readonly string[] },
): Promise<ProgramOutcome> {
  const outcome = await runProgram({
    program,
    words,
    environment,
    folder: dirname(request.folder),
    signal: request.signal,
    line: (line) => {
      if (!isNoise(line)) request.log(hide(line));
    },
  });
  if (outcome.exitCode !== 0) throw translateFailure(hide(outcome.err));
  return outcome;
}
