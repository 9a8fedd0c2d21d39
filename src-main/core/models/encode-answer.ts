import type { Prediction, Signature } from '../../contract/models.ts';
import type { RouteId } from '../../contract/serving.ts';
import { outputTensors } from './output-tensors.ts';
import type { PredictRequest } from './read-request.ts';

/**
 * Predictions as the JSON a route answers: a bare list for Azure ML, as its MLflow models do; tensors for the Open
 * Inference Protocol; under `predictions` for the others.
 */
export function encodeAnswer(
  route: RouteId,
  signature: Signature,
  predictions: readonly Prediction[],
  { id, outputs = [] }: Pick<PredictRequest, 'id' | 'outputs'> = {},
): unknown {
  if (route === 'azureml') return predictions;
  if (route !== 'oip') return { predictions };
  const tensors = outputTensors(signature)
    .filter(({ name }) => outputs.length === 0 || outputs.includes(name))
    .map(({ name, datatype, shape: [, ...rest] }) => ({
      name,
      datatype,
      shape: [predictions.length, ...rest],
      data: predictions.flatMap((prediction) => valuesOf(signature, name, prediction)),
    }));
  return { model_name: 'model', ...(id !== undefined && { id }), outputs: tensors };
}

/** Predictions as CSV without a header, one line each: the label and its score, or the value. */
export function encodeCsv(predictions: readonly Prediction[]): string {
  return predictions
    .map((one) => `${'value' in one ? one.value : `${quoted(one.label)},${one.score}`}\n`)
    .join('');
}

function valuesOf({ output }: Signature, tensor: string, prediction: Prediction): (number | string)[] {
  if ('value' in prediction) return [prediction.value];
  if (tensor === 'label') return [prediction.label];
  const labels = output.task === 'classification' ? output.labels : [];
  return labels.map(({ value }) => prediction.scores[value] ?? 0);
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
