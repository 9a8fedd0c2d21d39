import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Counts } from './counts.ts';

// Runs the serving runtime's own tests in a Python environment of their own, and writes their counts to the path that is
// given. Where there is no fitting Python, or its packages cannot be had, all of them are skipped, with that reason.
const top = join(import.meta.dirname, '../..');
const runtime = join(top, 'resources/runtime');
const requirements = join(runtime, 'requirements-test.txt');
const environment = join(top, 'out/runtime-tests');
const binaries = join(environment, process.platform === 'win32' ? 'Scripts' : 'bin');
const stamp = join(environment, '.installed');

/** Versions that the pinned packages of the tests are built for; the runtime itself begins at 3.10. */
const versions = ['3.11', '3.12', '3.13'];

writeFileSync(process.argv[2] ?? '', JSON.stringify(runTests()));

function runTests(): Counts {
  if (process.platform === 'win32')
    return skipped('the runtime serves in Linux containers; its tests need POSIX signals.');
  const python = findPython();
  if (python === undefined) return skipped(`no Python ${versions.join(', ')} was found.`);
  if (!install(python))
    return skipped('their Python packages could not be installed (no package registry, or no venv module).');
  const report = join(environment, 'report.xml');
  run(
    join(binaries, 'python'),
    ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', `--junitxml=${report}`],
    'inherit',
  );
  return countJunit(readFileSync(report, 'utf8'));
}

function skipped(reason: string): Counts {
  return { passed: 0, failed: 0, skipped: [`The serving runtime's own tests: ${reason}`] };
}

function findPython(): string | undefined {
  const script = 'import sys; print("%d.%d" % sys.version_info[:2])';
  return ['python3', 'python3.12', 'python3.11', 'python3.13'].find((name) => {
    const { status, stdout } = spawnSync(name, ['-I', '-c', script], { encoding: 'utf8', timeout: 5000 });
    return status === 0 && versions.includes(stdout.trim());
  });
}

/** Makes the environment once for each content of the requirements. */
function install(python: string): boolean {
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true;
  mkdirSync(environment, { recursive: true });
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements];
  const made =
    run(python, ['-m', 'venv', '--clear', environment], 'pipe') && run(join(binaries, 'python'), pip, 'pipe');
  if (made) writeFileSync(stamp, wanted);
  return made;
}

function run(program: string, parameters: readonly string[], output: 'inherit' | 'pipe'): boolean {
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' };
  return (
    spawnSync(program, parameters, { cwd: runtime, stdio: ['ignore', output, output], timeout: 600_000, env })
      .status === 0
  );
}

/** The totals of pytest's JUnit report; an error outside a test counts as a failure. */
function countJunit(xml: string): Counts {
  const total = (name: string) =>
    Number(new RegExp(`<testsuite [^>]*\\b${name}="(\\d+)"`).exec(xml)?.[1] ?? Number.NaN);
  const [tests, failures, errors, left] = ['tests', 'failures', 'errors', 'skipped'].map(total);
  if (
    tests === undefined ||
    failures === undefined ||
    errors === undefined ||
    left === undefined ||
    Number.isNaN(tests)
  )
    throw new Error('The report of pytest has no totals.');
  const reasons = left > 0 ? [`${left} tests of the serving runtime: see their own reasons above`] : [];
  return { passed: tests - failures - errors - left, failed: failures + errors, skipped: reasons };
}
