import type { Prediction } from '@contract/models.ts';

/**
 * How far the served model may be from the library that trained it and still give the same answer: a thousandth of
 * the whole, for probabilities as for values. Single precision stays far below that.
 */
const tolerance = 0.001;

export interface Agreement {
  readonly same: boolean;
  /** The largest difference, as a share: of 1 for probabilities, of the expected value for values. */
  readonly largest: number;
}

/** Compares an answer with the one that the training library gave for the same row. */
export function compareAnswers(expected: Prediction, actual: Prediction): Agreement {
  if ('label' in expected) {
    if (!('label' in actual)) return { same: false, largest: Number.POSITIVE_INFINITY };
    const values = new Set([...Object.keys(expected.scores), ...Object.keys(actual.scores)]);
    const largest = Math.max(
      0,
      ...[...values].map((value) => Math.abs((expected.scores[value] ?? 0) - (actual.scores[value] ?? 0))),
    );
    return { same: expected.label === actual.label && largest <= tolerance, largest };
  }
  if ('label' in actual) return { same: false, largest: Number.POSITIVE_INFINITY };
  const largest = Math.abs(expected.value - actual.value) / Math.max(Math.abs(expected.value), 1e-9);
  return { same: largest <= tolerance, largest };
}
