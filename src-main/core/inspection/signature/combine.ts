import type { Finding, Inspection, ServedColumn, ServedSignature } from '../../../contract/inspection.ts';
import { finding, listed } from '../findings.ts';
import type { Detected } from '../detect/detected.ts';
import { columnOf, sampleCell, type ColumnFacts } from './column-facts.ts';
import type { RowFacts } from './read-rows.ts';

type Combined = Pick<Inspection, 'signature' | 'signatureSource' | 'sample'> & {
  readonly findings: readonly Finding[];
};

/** The signature as the model's files have it, completed by sample rows; and the sample. */
export function combineSignature(detected: Detected, rows: RowFacts | undefined): Combined {
  const { signature, signatureSource, sample = [] } = detected;
  const own =
    signature === undefined ? {} : { signature, signatureSource: signatureSource ?? ('file' as const) };
  if (rows === undefined) return { ...own, sample: [...sample], findings: [] };
  const given = rows.columns.map(columnOf);
  const inputs = signature === undefined ? inferred(detected, given) : completed(signature, given);
  if (inputs === undefined) return { ...own, sample: [...sample], findings: [mismatch(detected, given)] };
  const renamed = signature?.inputs.every(({ name }, index) => name === inputs[index]?.name) !== true;
  return {
    signature: { inputs, output: outputOf(signature, rows.target) },
    signatureSource: renamed ? 'rows' : (signatureSource ?? 'file'),
    sample: rows.first.map((row) =>
      Object.fromEntries(inputs.map(({ name, type }) => [name, sampleCell(row[name], type)])),
    ),
    findings: [],
  };
}

function inferred(
  { features, framework }: Detected,
  given: readonly ServedColumn[],
): ServedColumn[] | undefined {
  const counts = features === undefined || features === given.length || framework === 'mlflow';
  return counts && given.length > 0 ? [...given] : undefined;
}

/** Columns of the model's own names take their range from the rows; columns that have only a number take the names as well. */
function completed({ inputs }: ServedSignature, given: readonly ServedColumn[]): ServedColumn[] | undefined {
  const byName = new Map(given.map((column) => [column.name, column]));
  if (inputs.every(({ name }) => byName.has(name)))
    return inputs.map((column) => ({ ...column, ...rangeOf(column, byName.get(column.name)) }));
  const [only] = inputs;
  if (inputs.length === 1 && only?.type === 'string' && given.length === 1 && given[0]?.type === 'string')
    return [{ ...only, name: given[0].name }];
  const numbered = inputs.every(({ name }, index) => name === `x${index}`);
  if (!numbered || inputs.length !== given.length) return undefined;
  return inputs.map((column, index) => {
    const row = given[index];
    return row === undefined ? column : { ...column, name: row.name, ...rangeOf(column, row) };
  });
}

function rangeOf({ type }: ServedColumn, row: ServedColumn | undefined) {
  const counts = type === 'number' || type === 'integer';
  if (!counts || row?.min === undefined || row.max === undefined) return {};
  return { min: row.min, max: row.max };
}

/** Whole numbers up to this many are classes. */
const mostClasses = 20;

function outputOf(
  signature: ServedSignature | undefined,
  target: ColumnFacts | undefined,
): ServedSignature['output'] {
  const name = target?.name ?? signature?.output.name ?? 'prediction';
  if (signature !== undefined && (signature.output.task !== 'other' || target === undefined))
    return { ...signature.output, name };
  if (target === undefined) return { task: 'other', name };
  const [kind] = target.kinds;
  const few =
    target.distinct.size >= 2 &&
    target.distinct.size <= mostClasses &&
    target.distinct.size * 2 <= target.rows;
  if (kind === 'number' && !(target.whole && few)) return { task: 'regression', name };
  const values = [...target.distinct].sort((a, b) =>
    kind === 'number' ? Number(a) - Number(b) : a < b ? -1 : 1,
  );
  if (target.distinct.size < 2 || target.distinct.size > 1000) return { task: 'other', name };
  return { task: 'classification', name, labels: values.map((value) => ({ value, title: value })) };
}

function mismatch({ signature, features }: Detected, given: readonly ServedColumn[]): Finding {
  const names = new Set(given.map(({ name }) => name));
  const missing = signature?.inputs.map(({ name }) => name).filter((name) => !names.has(name)) ?? [];
  const observed =
    missing.length > 0
      ? `The file has no column ${listed(missing)}.`
      : `The file has ${given.length} columns without the predicted one; the model takes ${features ?? 'others'}.`;
  return finding(
    'warns',
    'rows-columns',
    'The sample rows do not fit the model',
    observed,
    'Name the predicted column as the target, and choose the rows that the model was trained on.',
  );
}
