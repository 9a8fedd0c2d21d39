import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as Onnx from 'onnxruntime-node';
import type { ModelCard, Prediction, Row } from '../contract/models.ts';
import { AppError } from '../core/app-error.ts';
import { checkExample } from '../core/models/check-example.ts';
import { graphInputs, type GraphInput } from '../core/models/graph-inputs.ts';
import { parseCard } from '../core/models/parse-card.ts';
import { predictionsOf } from '../core/models/predictions-of.ts';

type Runtime = typeof Onnx;

export interface ServedModel {
  readonly card: ModelCard;
  /** One prediction for each valid row. Throws `model.failed` and `rows.not-finite`. */
  readonly predict: (rows: readonly Row[]) => Promise<Prediction[]>;
}

/**
 * Loads `model.onnx` of a model folder and has it answer the first example of its `model.json`. Throws
 * `model.unreadable`, or `server.start-failed` when this computer cannot load the runtime.
 */
export async function loadModel(folder: string): Promise<ServedModel> {
  const card = await unreadableUnless(readCard(folder), folder);
  const runtime = await loadRuntime();
  const session = await unreadableUnless(createSession(runtime, folder), folder);
  const model = { card, predict: (rows: readonly Row[]) => predict(runtime, session, card, rows) };
  const first = card.examples.slice(0, 1).map(({ row }) => row);
  checkExample(card, (await unreadableUnless(model.predict(first), folder))[0]);
  return model;
}

async function readCard(folder: string): Promise<ModelCard> {
  const path = join(folder, 'model.json');
  return parseCard(await readFile(path, 'utf8'), path);
}

/** Loaded here and not before, so that a library that this computer lacks is a sentence and no crash. */
async function loadRuntime(): Promise<Runtime> {
  try {
    return await import('onnxruntime-node');
  } catch (error) {
    throw new AppError(
      'server.start-failed',
      {
        cause: 'The ONNX Runtime library cannot be loaded on this computer.',
        fixes: ['Install Slipway again.', 'On Windows, install the Microsoft Visual C++ Redistributable.'],
        details: messageOf(error),
      },
      { cause: error },
    );
  }
}

async function createSession({ InferenceSession }: Runtime, folder: string): Promise<Onnx.InferenceSession> {
  const path = join(folder, 'model.onnx');
  await access(path);
  // One thread: models of this size lose more by sharing work than they win, and requests already come side by side.
  return InferenceSession.create(path, {
    executionMode: 'sequential',
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  });
}

async function predict(
  runtime: Runtime,
  session: Onnx.InferenceSession,
  card: ModelCard,
  rows: readonly Row[],
): Promise<Prediction[]> {
  const inputs = graphInputs(card, rows);
  const feeds = Object.fromEntries(inputs.map((input) => [input.name, tensorOf(runtime, input)]));
  const { output } = card.onnx;
  const answer = (await runGraph(session, feeds, output))[output];
  if (!(answer?.data instanceof Float32Array || answer?.data instanceof Float64Array))
    throw new AppError('model.unreadable', {
      details: `The graph output ${output} holds ${answer?.type ?? 'nothing'}, not floating-point numbers.`,
    });
  return predictionsOf(card.signature, { shape: answer.dims, values: answer.data }, rows.length);
}

async function runGraph(session: Onnx.InferenceSession, feeds: Record<string, Onnx.Tensor>, output: string) {
  try {
    return await session.run(feeds, [output]);
  } catch (error) {
    throw new AppError('model.failed', { details: messageOf(error) }, { cause: error });
  }
}

function tensorOf({ Tensor }: Runtime, { type, values, shape }: GraphInput): Onnx.Tensor {
  switch (type) {
    case 'float32':
      return new Tensor(type, Float32Array.from(values, Number), shape);
    case 'int64':
      return new Tensor(type, BigInt64Array.from(values, BigInt), shape);
    case 'string':
      return new Tensor(type, values.map(String), shape);
  }
}

async function unreadableUnless<T>(work: Promise<T>, folder: string): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError && error.record.code === 'model.unreadable') throw error;
    const message = error instanceof AppError ? (error.record.details ?? error.message) : messageOf(error);
    throw new AppError('model.unreadable', { details: `${folder}: ${message}` }, { cause: error });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
