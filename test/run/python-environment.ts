import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const programs = ['python3', 'python3.12', 'python3.11', 'python3.13', 'python3.10'];
const chosen = process.env['SLIPWAY_TEST_PYTHON'];

export interface PythonEnvironment {
  /** Path of its interpreter. */
  readonly python: string;
  /** Folder below `out/`. */
  readonly folder: string;
}

/**
 * A Python environment below `out/` with what a requirements file pins, made once for each Python and content of the file.
 * Answers a sentence where there is no fitting Python, or its packages cannot be had. SLIPWAY_TEST_PYTHON names the
 * interpreter to use instead of the first that fits.
 */
export function makePythonEnvironment(
  name: string,
  requirements: string,
  versions: readonly string[],
): PythonEnvironment | string {
  const found = findPython(versions);
  if (found === undefined)
    return `${chosen ?? programs.join(', ')}: none of them is Python ${versions.join(', ')}.`;
  const folder = join(import.meta.dirname, '../../out', name);
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const stamp = join(folder, '.installed');
  const wanted = createHash('sha256').update(found.version).update(readFileSync(requirements)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return { python, folder };
  mkdirSync(folder, { recursive: true });
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements];
  if (!succeeds(found.program, '-m', 'venv', '--clear', folder) || !succeeds(python, ...pip))
    return 'their Python packages could not be installed (no package registry, or no venv module).';
  writeFileSync(stamp, wanted);
  return { python, folder };
}

function findPython(versions: readonly string[]): { program: string; version: string } | undefined {
  const script = 'import sys; print("%d.%d" % sys.version_info[:2])';
  for (const program of chosen === undefined ? programs : [chosen]) {
    const { status, stdout } = spawnSync(program, ['-I', '-c', script], { encoding: 'utf8', timeout: 5000 });
    if (status === 0 && versions.includes(stdout.trim())) return { program, version: stdout.trim() };
  }
  return undefined;
}

function succeeds(program: string, ...words: readonly string[]): boolean {
  return spawnSync(program, words, { stdio: 'ignore', timeout: 600_000 }).status === 0;
}
