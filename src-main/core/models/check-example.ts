import type { ModelCard, Prediction } from '../../contract/models.ts';
import { AppError } from '../app-error.ts';

/** How far a served number may lie from what the training library answered: 32 bits against 64, relative to its size. */
const tolerance = 1e-3;

/** Throws `model.unreadable` when a model does not answer its first example as its card says. */
export function checkExample({ examples }: ModelCard, answered: Prediction | undefined): void {
  const expected = examples[0]?.expected;
  if (expected === undefined || (answered !== undefined && agrees(expected, answered))) return;
  throw new AppError('model.unreadable', {
    cause: 'The model answers, but not as its card says: the two files do not belong together.',
    details: `Expected for the first example: ${JSON.stringify(expected)}\nAnswered: ${JSON.stringify(answered)}`,
  });
}

function agrees(expected: Prediction, answered: Prediction): boolean {
  if ('value' in expected) return 'value' in answered && near(expected.value, answered.value);
  if ('value' in answered || expected.label !== answered.label) return false;
  return Object.entries(expected.scores).every(([label, score]) =>
    near(score, answered.scores[label] ?? Number.NaN),
  );
}

function near(expected: number, answered: number): boolean {
  return Math.abs(expected - answered) <= tolerance * Math.max(1, Math.abs(expected));
}
