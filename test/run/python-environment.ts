import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const top = join(import.meta.dirname, '../..');
/** Versions that the pinned packages of the tests are built for. */
const versions = ['3.11', '3.12', '3.13'];

/**
 * A Python environment below `out/` with what a requirements file pins, made once for each content of it; answers its
 * interpreter, or undefined where there is no fitting Python or its packages cannot be had.
 */
export function makePythonEnvironment(name: string, requirements: string): string | undefined {
  const folder = join(top, 'out', name);
  const windows = process.platform === 'win32';
  const python = join(folder, windows ? 'Scripts/python.exe' : 'bin/python');
  const stamp = join(folder, '.installed');
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return python;
  const found = findPython();
  if (found === undefined) return undefined;
  mkdirSync(folder, { recursive: true });
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements];
  if (!succeeds(found, '-m', 'venv', '--clear', folder) || !succeeds(python, ...pip)) return undefined;
  writeFileSync(stamp, wanted);
  return python;
}

function findPython(): string | undefined {
  const script = 'import sys; print("%d.%d" % sys.version_info[:2])';
  const wish = process.env['SLIPWAY_TEST_PYTHON'];
  const names = [
    ...(wish === undefined ? [] : [wish]),
    'python3',
    ...versions.map((version) => `python${version}`),
  ];
  return names.find((name) => {
    const { status, stdout } = spawnSync(name, ['-I', '-c', script], { encoding: 'utf8', timeout: 5000 });
    return status === 0 && versions.includes(stdout.trim());
  });
}

function succeeds(program: string, ...words: readonly string[]): boolean {
  return spawnSync(program, words, { stdio: 'ignore', timeout: 600_000 }).status === 0;
}
