import type { Inspection } from '../../../contract/inspection.ts';
import { at, listOf, objectOf, stringsOf } from '../plain.ts';

/** Rows of an Inspection's sample. */
export const sampleRows = 20;

/** The rows of an input example of MLflow: a split table, or a list of records. */
export function mlflowSample(example: unknown): Inspection['sample'] {
  const split = objectOf(example);
  const table = objectOf(at(split, 'dataframe_split')) ?? split;
  const columns = stringsOf(table?.['columns']);
  const rows = listOf(table?.['data']);
  if (columns !== undefined && rows !== undefined)
    return rows.slice(0, sampleRows).map((row) => {
      const cells = listOf(row) ?? [];
      return Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? null]));
    });
  const records = (listOf(example) ?? []).map(objectOf).filter((row) => row !== undefined);
  return records.slice(0, sampleRows).map((row) => ({ ...row }));
}
