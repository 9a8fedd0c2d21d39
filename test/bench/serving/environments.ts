import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { runProgram } from './programs.ts';

export const environments = ['core', 'mlserver', 'bentoml', 'mlflow'] as const;
export type EnvironmentName = (typeof environments)[number];

/** A Python environment that is ready, or why there is none. */
export type Environment = { readonly binaries: string } | { readonly failure: string };

/** Where the bench keeps its environments, models and programs between runs. */
export const workFolder = join(import.meta.dirname, '../../../out/bench-serving');

/**
 * Makes one environment for each set of requirements, once for each content of the set. The sets contradict each other,
 * as the tools pin different versions of the same libraries.
 */
export async function prepareEnvironment(name: EnvironmentName): Promise<Environment> {
  const folder = join(workFolder, name);
  const binaries = join(folder, 'bin');
  const requirements = join(import.meta.dirname, 'requirements', `${name}.txt`);
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  const stamp = join(folder, '.installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return { binaries };
  const python = findPython();
  if (python === undefined) return { failure: 'no Python 3.11 to 3.13 was found' };
  process.stderr.write(`Installing the ${name} environment …\n`);
  mkdirSync(folder, { recursive: true });
  const made = await runProgram({
    program: python,
    parameters: ['-m', 'venv', '--clear', folder],
    most: 120,
  });
  if (!made.ok) return { failure: made.reason };
  const installed = await runProgram({
    program: join(binaries, 'python'),
    parameters: ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements],
    most: 900,
  });
  if (!installed.ok) return { failure: installed.reason };
  writeFileSync(stamp, wanted);
  return { binaries };
}

function findPython(): string | undefined {
  const script = 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))';
  return ['python3.11', 'python3', 'python3.12', 'python3.13'].find(
    (name) => spawnSync(name, ['-I', '-c', script], { stdio: 'ignore', timeout: 5000 }).status === 0,
  );
}

/** Variables for every server and for training: one thread for numerical libraries, and the kernels they choose themselves. */
export function pythonVariables(): NodeJS.ProcessEnv {
  const { OPENBLAS_CORETYPE: _kernel, OPENBLAS_L2_SIZE: _cache, ...rest } = process.env;
  return { ...rest, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
}
