import type { Prediction, Signature } from '../../contract/models.ts';
import { AppError } from '../app-error.ts';

/** What the graph answered: `shape` is `[rows, labels]` for scores, `[rows, 1]` or `[rows]` for values. */
export interface GraphOutput {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

/**
 * The graph's answer as predictions, its numbers as they are: scores are not made into probabilities here. Throws
 * `model.unreadable` for another shape than the signature's, and `model.failed` for a number that is not finite.
 */
export function predictionsOf(
  { output }: Signature,
  { shape, values }: GraphOutput,
  rows: number,
): Prediction[] {
  const width = output.task === 'classification' ? output.labels.length : 1;
  if (shape[0] !== rows || values.length !== rows * width)
    throw new AppError('model.unreadable', {
      details: `The model answered ${rows} rows with the shape [${shape.join(', ')}]; its card says ${width} values a row.`,
    });
  return Array.from({ length: rows }, (_, row) => {
    const numbers = Array.from(
      { length: width },
      (_unused, index) => values[row * width + index] ?? Number.NaN,
    );
    if (!numbers.every(Number.isFinite))
      throw new AppError('model.failed', {
        details: `The model answered row ${row} with ${numbers.join(', ')}.`,
      });
    return predictionOf(output, numbers);
  });
}

function predictionOf(output: Signature['output'], numbers: readonly number[]): Prediction {
  const [first = 0] = numbers;
  if (output.task === 'regression') return { value: first };
  const score = numbers.reduce((best, one) => Math.max(best, one), first);
  const label = output.labels[numbers.indexOf(score)]?.value ?? '';
  return {
    label,
    score,
    scores: Object.fromEntries(output.labels.map(({ value }, index) => [value, numbers[index] ?? 0])),
  };
}
