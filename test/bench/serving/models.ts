import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pythonVariables, workFolder } from './environments.ts';
import { runProgram, type Outcome } from './programs.ts';

export const models = ['forest', 'linear'] as const;
export type ModelName = (typeof models)[number];

const top = join(import.meta.dirname, '../../..');

export const modelFolder = (model: ModelName) => join(workFolder, 'models', model);
export const runtimeFolder = join(workFolder, 'runtime');
export const generator = join(workFolder, 'generator');

/** Rows in the order of the columns, and scikit-learn's own score of the second class for each. */
export interface Cases {
  readonly rows: readonly (readonly number[])[];
  readonly scores: readonly number[];
}

export function readCases(model: ModelName): Cases {
  return JSON.parse(readFileSync(join(modelFolder(model), 'cases.json'), 'utf8')) as Cases;
}

/** Trains both models, converts them, and copies the runtime as an image would hold it: byte-compiled. Throws when one fails. */
export async function prepareModels(python: string): Promise<void> {
  const environment = pythonVariables();
  const run = async (parameters: readonly string[], variables: NodeJS.ProcessEnv = environment) =>
    outputOf(await runProgram({ program: python, parameters, environment: variables, most: 180 }));
  await run([join(import.meta.dirname, 'train_models.py'), join(workFolder, 'models')]);
  for (const model of models) await convert(model, run);
  rmSync(runtimeFolder, { recursive: true, force: true });
  mkdirSync(runtimeFolder, { recursive: true });
  cpSync(join(top, 'resources/runtime/slipway_runtime'), join(runtimeFolder, 'slipway_runtime'), {
    recursive: true,
    filter: (path) => !path.endsWith('__pycache__'),
  });
  await run(['-m', 'compileall', '-q', runtimeFolder]);
}

/** Through the same conversion and the same gate as a package. */
async function convert(
  model: ModelName,
  run: (parameters: readonly string[], variables?: NodeJS.ProcessEnv) => Promise<string>,
): Promise<void> {
  const [from, to] = ['sklearn', 'onnx'].map((name) => join(modelFolder(model), name)) as [string, string];
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  await run(['-m', 'slipway_workbench', '--model', from, '--out', to], {
    ...pythonVariables(),
    PYTHONPATH: ['workbench', 'runtime'].map((name) => join(top, 'resources', name)).join(':'),
    PYTHONDONTWRITEBYTECODE: '1',
  });
  if (!existsSync(join(to, 'model.onnx')))
    throw new Error(`The ${model} was not converted: ${readFileSync(join(to, 'report.json'), 'utf8')}`);
}

/** Compiles the load generator and the floor servers. Throws when there is no compiler. */
export async function compilePrograms(): Promise<void> {
  const compile = async (parameters: readonly string[]) =>
    outputOf(await runProgram({ program: 'gcc', parameters, most: 120 }));
  await compile(['-O3', join(import.meta.dirname, 'generator.c'), '-o', generator, '-lm']);
  const floor = join(import.meta.dirname, 'floor.c');
  for (const model of models) {
    const header = `-DMODEL="${join(modelFolder(model), 'floor.h')}"`;
    const target = join(modelFolder(model), 'floor');
    await compile(['-O3', '-march=native', header, floor, '-o', target, '-lm']);
  }
}

function outputOf(outcome: Outcome): string {
  if (outcome.ok) return outcome.output;
  throw new Error(outcome.reason);
}
