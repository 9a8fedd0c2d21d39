import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countChecks, countPlaywright, countVitest, type Counts } from './run/counts.ts';

/** What `npm test` runs, in order. `report` is where a runner writes its JSON; a stage without one is one check. */
interface Stage {
  readonly name: string;
  readonly group: string;
  readonly command: (report: string) => readonly string[];
  readonly count: (report: string, ok: boolean) => Counts;
}

const program = (path: string, ...parameters: string[]) => [
  process.execPath,
  join('node_modules', path),
  ...parameters,
];
const check = (name: string, ...command: readonly string[]): Stage => ({
  name,
  group: 'checks',
  command: () => command,
  count: (_, ok) => countChecks(ok),
});
const types = (name: string, project: string) =>
  check(`Types of ${name}`, ...program('typescript/bin/tsc', '-p', project));

const stages: readonly Stage[] = [
  types('the engine and its hosts', 'src-main/tsconfig.json'),
  types('the core without Node', 'src-main/tsconfig.pure.json'),
  types('the renderer', 'src-renderer/tsconfig.json'),
  types('the tests', 'test/tsconfig.json'),
  check('Lint', ...program('eslint/bin/eslint.js', '.', '--max-warnings', '0')),
  check('Format', ...program('prettier/bin/prettier.cjs', '--check', '.', '--log-level', 'warn')),
  check('Unused files, exports and dependencies', ...program('knip/bin/knip.js', '--no-progress')),
  {
    name: 'Unit, conformance and architecture tests',
    group: 'unit',
    command: (report) =>
      program(
        'vitest/vitest.mjs',
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ),
    count: (report) => countVitest(readJson(report)),
  },
  {
    name: 'The serving runtime',
    group: 'runtime',
    command: (report) => [process.execPath, 'test/run/runtime.ts', report],
    count: (report) => readJson(report) as Counts,
  },
  {
    name: 'Packages, built and run by a container engine',
    group: 'packaging',
    command: (report) => [process.execPath, 'test/run/packaging.ts', report],
    count: (report) => readJson(report) as Counts,
  },
  {
    name: 'Journeys in a browser',
    group: 'browser',
    command: () => program('@playwright/test/cli.js', 'test', '--reporter=line,json'),
    count: (report) => countPlaywright(readJson(report)),
  },
];

const wanted = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'slipway-test-'));
const total = { passed: 0, failed: 0, skipped: [] as string[] };

for (const [index, stage] of stages.entries()) {
  if (wanted.length > 0 && !wanted.includes(stage.group)) continue;
  process.stdout.write(`\n■ ${stage.name}\n`);
  const report = join(folder, `${index}.json`);
  const ok = await runStage(stage.command(report), report);
  const counts = countOrFail(stage, report, ok);
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped.push(...counts.skipped);
}
rmSync(folder, { recursive: true });
if (total.skipped.length > 0)
  process.stdout.write(`\nSkipped, and why:\n${total.skipped.map((line) => `  - ${line}\n`).join('')}`);
const skipped = total.skipped.length > 0 ? `, ${total.skipped.length} skipped` : '';
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

function runStage([file = '', ...parameters]: readonly string[], report: string): Promise<boolean> {
  return new Promise((resolve) => {
    const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
    const child = spawn(file, parameters, { stdio: ['ignore', 'inherit', 'inherit'], env });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

/** A runner that fell over counts as one failure, whatever its report says: silence is no success. */
function countOrFail(stage: Stage, report: string, ok: boolean): Counts {
  try {
    const counts = stage.count(report, ok);
    return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 };
  } catch (error) {
    process.stdout.write(
      `${stage.name}: no report (${error instanceof Error ? error.message : String(error)})\n`,
    );
    return countChecks(false);
  }
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8')) as unknown;
}
