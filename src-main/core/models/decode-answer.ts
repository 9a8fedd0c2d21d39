import * as z from 'zod';
import { Prediction, type Signature } from '../../contract/models.ts';
import type { RouteId } from '../../contract/serving.ts';
import { AppError } from '../app-error.ts';

const Wrapped = z.object({ predictions: z.array(Prediction) }).transform(({ predictions }) => predictions);
const Tensor = z.object({ name: z.string(), data: z.array(z.union([z.number(), z.string()])) });
const Tensors = z.object({ outputs: z.array(Tensor) });

/**
 * Reads what a server answered with status 200 on a route; the inverse of `encodeAnswer`. Throws `model.failed` for
 * an answer of another shape.
 */
export function decodeAnswer(route: RouteId, signature: Signature, body: string): Prediction[] {
  try {
    const json: unknown = JSON.parse(body);
    if (route === 'oip') return fromTensors(signature, Tensors.parse(json).outputs);
    return route === 'azureml' ? z.array(Prediction).parse(json) : Wrapped.parse(json);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw unreadable(`It does not have the shape of this route: ${body.slice(0, 500)}`, error);
  }
}

type OutputTensor = z.infer<typeof Tensor>;

function fromTensors({ output }: Signature, tensors: readonly OutputTensor[]): Prediction[] {
  const dataOf = (name: string) => {
    const tensor = tensors.find((one) => one.name === name);
    if (tensor === undefined) throw unreadable(`It has no tensor ${name}.`);
    return tensor.data;
  };
  if (output.task === 'regression')
    return z
      .array(z.number())
      .parse(dataOf('value'))
      .map((value) => ({ value }));
  const scores = z.array(z.number()).parse(dataOf('scores'));
  return dataOf('label').map((label, row) => {
    const entries = output.labels.map(({ value }, index) => [
      value,
      scores[row * output.labels.length + index],
    ]);
    const named = z.record(z.string(), z.number()).parse(Object.fromEntries(entries));
    return Prediction.parse({ label, score: named[label], scores: named });
  });
}

function unreadable(details: string, cause?: unknown): AppError {
  return new AppError(
    'model.failed',
    {
      title: 'The answer cannot be read as predictions.',
      cause: 'The server answered, but not with whole predictions.',
      details,
    },
    { cause },
  );
}
