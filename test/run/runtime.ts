import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Counts } from './counts.ts';
import { makePythonEnvironment, type PythonEnvironment } from './python-environment.ts';

// Runs the tests of the serving runtime and of the workbench in a Python environment of their own, and writes their counts
// to the path that is given. Where there is no fitting Python, or its packages cannot be had, all of them are skipped, with
// that reason.
const resources = join(import.meta.dirname, '../../resources');
const suites = ['runtime', 'workbench'];
const requirements = join(resources, 'runtime/requirements-test.txt');
/** Versions that the pinned packages of the tests are built for. */
const versions = ['3.10', '3.11', '3.12', '3.13'];

writeFileSync(process.argv[2] ?? '', JSON.stringify(runTests()));

function runTests(): Counts {
  if (process.platform === 'win32')
    return skipped('the runtime serves in Linux containers; its tests need POSIX signals.');
  const environment = makePythonEnvironment('runtime-tests', requirements, versions);
  if (typeof environment === 'string') return skipped(environment);
  return suites
    .map((name) => runSuite(name, environment))
    .reduce((all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: [...all.skipped, ...one.skipped],
    }));
}

function skipped(reason: string): Counts {
  return { passed: 0, failed: 0, skipped: [`The serving runtime's own tests: ${reason}`] };
}

function runSuite(name: string, { python, folder }: PythonEnvironment): Counts {
  const report = join(folder, `${name}.xml`);
  // The report of an earlier run must not speak for one that falls over.
  rmSync(report, { force: true });
  const parameters = ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', `--junitxml=${report}`];
  spawnSync(python, parameters, {
    cwd: join(resources, name),
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: 900_000,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  });
  return countJunit(readFileSync(report, 'utf8'));
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
  return {
    passed: tests - failures - errors - left,
    failed: failures + errors,
    skipped: [...xml.matchAll(/<testcase [^>]*\bname="([^"]*)"[^>]*><skipped [^>]*\bmessage="([^"]*)"/g)].map(
      ([, name = '', reason = '']) => `${name}: ${reason}`,
    ),
  };
}
