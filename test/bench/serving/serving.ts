import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { judge } from './aims.ts';
import { contenders, type Contender } from './contenders.ts';
import { environments, prepareEnvironment, pythonVariables, type Environment } from './environments.ts';
import { summarize, type Reading, type Visit } from './figures.ts';
import { applyLoad, writeRequests, type Load } from './load.ts';
import { compilePrograms, modelFolder, models, prepareModels, readCases, type ModelName } from './models.ts';
import { isInstalled, runProgram } from './programs.ts';
import { writeReport, type Absence } from './report.ts';
import { startServer } from './server-process.ts';

/**
 * Measures the serving runtime beside what else serves the same models: one worker each, each on a core of its own and the
 * load generator on another, in interleaved rounds. `--quick` takes one short round of fewer loads; `--model` and `--only`
 * (ids, with commas) choose. Ends with status 1 when an aim is missed. Run it on a quiet machine; it is not part of the tests.
 */
const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    model: { type: 'string' },
    only: { type: 'string' },
    output: { type: 'string', default: join(import.meta.dirname, '../../../out/bench/serving.json') },
  },
});
const rounds = flags.quick ? 1 : 3;
const span = flags.quick ? { warmUpSeconds: 0.15, seconds: 0.5 } : { warmUpSeconds: 0.25, seconds: 1 };
const loads: readonly Load[] = [1, 32]
  .flatMap((rows) => [1, 16, 64].map((connections) => ({ connections, rows })))
  .filter(({ connections, rows }) => !flags.quick || rows === 1 || connections === 16);
const port = 21_800;
const pinned = isInstalled('taskset') && availableParallelism() > 1;
const pin = (core: number) => (pinned ? ['taskset', '-c', String(core)] : []);
const chosenModels = models.filter((model) => flags.model === undefined || flags.model === model);
const chosen = contenders.filter(({ id }) => flags.only === undefined || flags.only.split(',').includes(id));

/** Read before the preparation, which is load itself. */
const loadBefore = loadavg()[0] ?? 0;
const absences: Absence[] = [];
const ready = await prepare();
const begun = performance.now();
const visits: Visit[] = [];
for (let round = 0; round < rounds; round += 1)
  for (const [contender, model] of inOrder(round)) {
    process.stderr.write(`\r\u001b[KRound ${round + 1} of ${rounds}: ${contender.title}, ${model}`);
    await visit(contender, model);
  }
process.stderr.write('\r\u001b[K');

const figures = chosenModels.flatMap((model) =>
  contenders.flatMap(({ id }) => {
    const own = visits.filter((one) => one.contender === id && one.model === model);
    return summarize(own, loads) ?? [];
  }),
);
const verdicts = judge(figures);
const machine = {
  processor: cpus()[0]?.model,
  cores: availableParallelism(),
  pinned,
  node: process.versions.node,
  loadBefore,
  minutes: (performance.now() - begun) / 60_000,
};
mkdirSync(dirname(flags.output), { recursive: true });
writeFileSync(
  flags.output,
  JSON.stringify({ machine, rounds, span, figures, absences, verdicts, visits }, null, 1),
);
process.stdout.write(writeReport(figures, absences, verdicts, loads));
process.stdout.write(
  `${rounds} rounds of ${span.seconds} s a load, ${machine.minutes.toFixed(1)} minutes; ${machine.processor ?? ''}, ${machine.cores} cores.\n`,
);
if (loadBefore > 0.7)
  process.stdout.write(
    `Other work kept ${loadBefore.toFixed(1)} processors busy before: the figures are not to be relied on.\n`,
  );
process.exitCode = verdicts.some(({ met }) => met === false) ? 1 : 0;

/** Everything that is made once and kept: environments, models, compiled programs. */
async function prepare(): Promise<ReadonlyMap<string, Environment>> {
  const made = new Map<string, Environment>();
  for (const name of environments) made.set(name, await prepareEnvironment(name));
  const core = made.get('core');
  if (core === undefined || 'failure' in core) throw new Error(core?.failure ?? 'no environment');
  process.stderr.write('Training and converting the models …\n');
  await prepareModels(join(core.binaries, 'python'));
  await compilePrograms();
  const mlflow = made.get('mlflow');
  if (mlflow !== undefined && 'binaries' in mlflow)
    for (const model of models) await saveForMlflow(join(mlflow.binaries, 'python'), model);
  return made;
}

async function saveForMlflow(python: string, model: ModelName): Promise<void> {
  const folder = join(modelFolder(model), 'mlflow');
  if (existsSync(folder)) rmSync(folder, { recursive: true });
  const script = join(import.meta.dirname, 'servers/save_mlflow_model.py');
  const parameters = [script, join(modelFolder(model), 'sklearn/model.joblib'), folder];
  await runProgram({ program: python, parameters, environment: pythonVariables(), most: 120 });
}

/** Forwards and backwards in turn, so that no contender always follows the same one. */
function inOrder(round: number): readonly (readonly [Contender, ModelName])[] {
  const all = chosenModels.flatMap((model) => chosen.map((contender) => [contender, model] as const));
  return round % 2 === 0 ? all : all.toReversed();
}

/** Starts a contender, applies every load, and stops it. A contender that fails is reported and not tried again. */
async function visit(contender: Contender, model: ModelName): Promise<void> {
  const isMissing = (one: Absence) => one.contender === contender.id && one.model === model;
  if (absences.some(isMissing)) return;
  const environment = contender.environment === undefined ? undefined : ready.get(contender.environment);
  try {
    if (environment !== undefined && 'failure' in environment) throw new Error(environment.failure);
    visits.push(await measure(contender, model, environment?.binaries ?? ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    absences.push({ contender: contender.id, model, reason });
  }
}

async function measure(contender: Contender, model: ModelName, binaries: string): Promise<Visit> {
  const cases = readCases(model);
  const server = await startServer(contender, model, binaries, { port, pin: pin(0) }, cases);
  try {
    const readings: Reading[] = [];
    for (const load of loads) {
      const requests = writeRequests(contender, model, load.rows, cases);
      const before = server.cpuSeconds();
      const result = await applyLoad(contender, requests, load, span, { port, pin: pin(1) });
      // The warm-up's requests are not counted, so its share of the processor time is taken off.
      const share = span.seconds / (span.seconds + span.warmUpSeconds);
      const cpuUs = (((server.cpuSeconds() - before) * share) / result.requests) * 1e6;
      readings.push({ ...load, result, cpuUs });
    }
    return {
      contender: contender.id,
      model,
      readyMs: server.readyMs,
      memoryMb: server.memoryMb(),
      readings,
    };
  } finally {
    await server.stop();
  }
}
