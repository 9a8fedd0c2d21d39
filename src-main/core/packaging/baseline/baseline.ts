import type { ServedColumn, ServedSignature } from '../../../contract/inspection.ts';
import { constraintsOf, type Constraints } from './constraints.ts';
import { createFeature, type Feature } from './feature.ts';
import type { FeatureStatistics } from './feature.ts';

/** `statistics.json` of SageMaker Model Monitor. */
export interface Statistics {
  readonly version: number;
  readonly dataset: { readonly item_count: number };
  readonly features: readonly FeatureStatistics[];
}

export interface BaselineResult {
  readonly statistics: Statistics;
  readonly constraints: Constraints;
}

export interface Baseline {
  /** One row by column. Cells are as JSON or CSV has them: a text of digits counts as a number where the column holds numbers. */
  readonly add: (row: Readonly<Record<string, unknown>>) => void;
  /** Can be asked at any time. */
  readonly result: () => BaselineResult;
}

/**
 * The drift baseline of sample rows, in one pass and with bounded memory. With a signature its columns are the features,
 * except tensors, for which Model Monitor has no statistics; without one, every column that a row has.
 */
export function createBaseline(signature?: ServedSignature): Baseline {
  const columns = signature?.inputs.filter(({ type }) => type !== 'tensor');
  const features = new Map<string, Feature>(
    (columns ?? []).map((column): [string, Feature] => [column.name, createFeature(column.name, column)]),
  );
  let rows = 0;
  return {
    add: (row) => {
      rows += 1;
      if (columns === undefined) addUnknown(row, features);
      for (const [name, feature] of features) if (Object.hasOwn(row, name)) feature.add(row[name]);
    },
    result: () => {
      const all = [...features.values()];
      return {
        statistics: {
          version: 0,
          dataset: { item_count: rows },
          features: all.map((feature) => feature.statistics(rows)),
        },
        constraints: constraintsOf(all, rows, byName(columns ?? [])),
      };
    },
  };
}

/** Two-space JSON with a line break at the end, as the other files of a build folder. */
export function baselineText(document: Statistics | Constraints): string {
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function addUnknown(row: Readonly<Record<string, unknown>>, features: Map<string, Feature>): void {
  for (const name of Object.keys(row)) if (!features.has(name)) features.set(name, createFeature(name));
}

function byName(columns: readonly ServedColumn[]): ReadonlyMap<string, ServedColumn> {
  return new Map(columns.map((column) => [column.name, column]));
}
