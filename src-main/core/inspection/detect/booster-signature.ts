import type { ServedColumn, ServedSignature } from '../../../contract/inspection.ts';
import { countedLabels } from '../pickle/estimator.ts';

/** What a gradient boosting model says of its columns and its objective. */
export interface BoosterFacts {
  readonly version?: string;
  readonly names: readonly string[];
  /** XGBoost's letters: `c` for categories, `int`, `float`, `i` for yes or no, `q`. */
  readonly types: readonly string[];
  readonly features?: number;
  readonly objective?: string;
  readonly classes?: number;
}

const mostColumns = 10_000;

/** Boosters take missing values, so every column may be left out. */
export function boosterSignature(facts: BoosterFacts): ServedSignature | undefined {
  const { names, types } = facts;
  const count = names.length > 0 ? names.length : (facts.features ?? 0);
  const output = outputOf(facts);
  // Text categories of pandas are not in the file: a type would be a guess.
  if (output === undefined || types.includes('c') || count < 1 || count > mostColumns) return undefined;
  const inputs = Array.from({ length: count }, (_, index): ServedColumn => {
    return { name: names[index] ?? `x${index}`, type: 'number', optional: true };
  });
  return { inputs, output };
}

function outputOf({ objective = '', classes }: BoosterFacts): ServedSignature['output'] | undefined {
  if (/^multi|^multiclass/.test(objective) && classes !== undefined && classes > 1 && classes <= mostColumns)
    return { task: 'classification', name: 'label', labels: countedLabels(classes) };
  if (objective.startsWith('binary'))
    return { task: 'classification', name: 'label', labels: countedLabels(2) };
  return /^(reg:|count:|survival:|rank:|regression|poisson|quantile|mape|huber|fair|gamma|tweedie|lambdarank)/.test(
    objective,
  )
    ? { task: 'regression', name: 'value' }
    : undefined;
}
