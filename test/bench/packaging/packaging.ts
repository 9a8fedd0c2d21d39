import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepareEnvironment, pythonVariables, workFolder } from '../serving/environments.ts';
import { runProgram } from '../serving/programs.ts';
import { table } from '../serving/report.ts';
import { buildImage, engineAnswers, hasPip, haveBase, imageBytes, removeImages } from './images.ts';
import { baseOf, writeFastapiFolder, writeMlflowFolder, type BuildFolder } from './rivals.ts';
import { newHome, packageModel } from './slipway-package.ts';

/**
 * Measures the image that Slipway makes of a forest beside the one of MLflow's own Dockerfile and a hand-written FastAPI image:
 * size, and the time of a cold build (`--no-cache`, base present), of one where nothing changed and of one where only the model
 * changed. Needs a container engine and a package index. Ends with status 1 when an aim is missed; it is not part of the tests.
 */
const { values: flags } = parseArgs({
  options: {
    only: { type: 'string' },
    output: { type: 'string', default: join(import.meta.dirname, '../../../out/bench/packaging.json') },
  },
});
const base = 'python:3.11-slim-bookworm';

interface Figures {
  readonly megabytes: number;
  readonly coldSeconds: number;
  readonly warmSeconds: number;
  readonly modelSeconds: number;
  readonly notes: readonly string[];
}

/** Two build folders that differ in the model alone. */
interface Pair {
  readonly first: BuildFolder;
  readonly second: BuildFolder;
}

interface Side {
  readonly id: string;
  readonly title: string;
  readonly prepare: () => Promise<Pair>;
}

const sides: readonly Side[] = [
  { id: 'slipway', title: 'Slipway', prepare: prepareSlipway },
  { id: 'mlflow', title: "MLflow's Dockerfile", prepare: prepareMlflow },
  { id: 'fastapi', title: 'FastAPI, hand-written', prepare: prepareFastapi },
];

if (!(await engineAnswers())) throw new Error('No container engine answers.');
const folders = join(workFolder, 'packaging');
const lacks = { pip: !(await hasPip(base)) };
const models = await trainModels();
const home = newHome();
const figures: Record<string, Figures | { readonly failure: string }> = {};
for (const side of sides.filter(({ id }) => flags.only === undefined || flags.only.split(',').includes(id))) {
  process.stderr.write(`${side.title} …\n`);
  figures[side.id] = await measure(side).catch((error: unknown) => ({
    failure: error instanceof Error ? error.message : String(error),
  }));
}
rmSync(home, { recursive: true, force: true });
const baseMegabytes = ((await imageBytes(base)) ?? Number.NaN) / 1e6;
const verdicts = judge();
mkdirSync(dirname(flags.output), { recursive: true });
writeFileSync(flags.output, JSON.stringify({ base, baseMegabytes, figures, verdicts }, null, 1));
process.stdout.write(`${report().join('\n')}\n`);
process.exitCode = verdicts.some(({ met }) => met === false) ? 1 : 0;

async function measure({ id, prepare }: Side): Promise<Figures> {
  const { first, second } = await prepare();
  const tag = (name: string) => `slipway-bench/${id}:${name}`;
  const wanted = baseOf(first);
  const found = wanted.includes('$') ? 'present' : await haveBase(wanted, base);
  if (found === 'missing') throw new Error(`The base image ${wanted} cannot be had.`);
  try {
    const coldSeconds = await buildImage(first.folder, tag('1'), 'without cache');
    const warmSeconds = await buildImage(first.folder, tag('1'), 'with cache');
    const modelSeconds = await buildImage(second.folder, tag('2'), 'with cache');
    const alias = found === 'alias' ? [`${wanted} is another name for ${base} here`] : [];
    const megabytes = ((await imageBytes(tag('1'))) ?? Number.NaN) / 1e6;
    return { megabytes, coldSeconds, warmSeconds, modelSeconds, notes: [...first.changes, ...alias] };
  } finally {
    await removeImages([tag('1'), tag('2'), ...(found === 'alias' ? [wanted] : [])]);
  }
}

async function prepareSlipway(): Promise<Pair> {
  const made = [];
  for (const [index, model] of models.entries())
    made.push(
      await packageModel(join(model, 'sklearn/model.joblib'), join(model, 'train.csv'), {
        home,
        version: String(index + 1),
      }),
    );
  const [first, second] = made;
  if (first === undefined || second === undefined) throw new Error('There are no models.');
  const changes = [
    `served by ${first.record.servedBy}: ${first.record.fastPath.reason}`,
    `whole command, from inspection to record: ${first.seconds.toFixed(1)} s; after a change of the model ${second.seconds.toFixed(1)} s`,
  ];
  return {
    first: { folder: first.record.folder, changes },
    second: { folder: second.record.folder, changes: [] },
  };
}

async function prepareMlflow(): Promise<Pair> {
  const environment = await prepareEnvironment('mlflow');
  if ('failure' in environment) throw new Error(environment.failure);
  const write = (name: string, model: string) =>
    writeMlflowFolder(
      join(folders, name, 'build'),
      join(model, 'sklearn/model.joblib'),
      environment.binaries,
      lacks,
    );
  return { first: await write('mlflow-1', models[0]), second: await write('mlflow-2', models[1]) };
}

function prepareFastapi(): Promise<Pair> {
  const write = (name: string, model: string) =>
    writeFastapiFolder(join(folders, name), join(model, 'sklearn/model.joblib'), lacks);
  return Promise.resolve({ first: write('fastapi-1', models[0]), second: write('fastapi-2', models[1]) });
}

/** Two forests from the same data, of different seeds. */
async function trainModels(): Promise<readonly [string, string]> {
  const environment = await prepareEnvironment('core');
  if ('failure' in environment) throw new Error(environment.failure);
  const script = join(import.meta.dirname, '../serving/train_models.py');
  const train = async (seed: number) => {
    const folder = join(folders, `models-${seed}`);
    rmSync(folder, { recursive: true, force: true });
    const parameters = [script, folder, String(seed)];
    const program = join(environment.binaries, 'python');
    const outcome = await runProgram({ program, parameters, environment: pythonVariables(), most: 120 });
    if (!outcome.ok) throw new Error(outcome.reason);
    return join(folder, 'forest');
  };
  return [await train(7), await train(8)];
}

function judge() {
  const of = (id: string) => {
    const found = figures[id];
    return found === undefined || 'failure' in found ? undefined : found;
  };
  const ratio = (of('slipway')?.megabytes ?? Number.NaN) / (of('mlflow')?.megabytes ?? Number.NaN);
  const seconds = of('slipway')?.modelSeconds ?? Number.NaN;
  const verdict = (title: string, aim: string, value: number, most: number) =>
    Number.isNaN(value)
      ? { title, aim, measured: 'not measured' }
      : { title, aim, measured: value.toFixed(2), met: value <= most };
  return [
    verdict("image size over MLflow's", '<= 0.5x', ratio, 0.5),
    verdict('rebuild when only the model changed', '<= 3 s', seconds, 3),
  ];
}

function report(): readonly string[] {
  const measured = sides.flatMap(({ id, title }) => {
    const found = figures[id];
    return found === undefined || 'failure' in found ? [] : [{ title, ...found }];
  });
  const missing = sides.flatMap(({ id, title }) => {
    const found = figures[id];
    return found !== undefined && 'failure' in found ? [`Not measured: ${title}: ${found.failure}`] : [];
  });
  const rows = measured.map(({ title, megabytes, coldSeconds, warmSeconds, modelSeconds }) => [
    title,
    megabytes.toFixed(0),
    (megabytes - baseMegabytes).toFixed(0),
    ...[coldSeconds, warmSeconds, modelSeconds].map((seconds) => seconds.toFixed(1)),
  ]);
  const aims = verdicts.map(({ met, title, aim, measured: value }) => [
    met === undefined ? '' : met ? 'met' : 'MISSED',
    title,
    aim,
    value,
  ]);
  return [
    `Base: ${base}, ${baseMegabytes.toFixed(0)} MB. Builds of the written folders; cold is without cache, with the base present.`,
    ...table([['', 'MB', 'without base', 'cold s', 'unchanged s', 'model changed s'], ...rows]),
    ...measured.flatMap(({ title, notes }) => notes.map((note) => `${title}: ${note}`)),
    ...missing,
    '',
    ...table(aims),
  ];
}
