import type { Column, Row, Signature } from '../../contract/models.ts';
import { maxRows } from '../../contract/serving.ts';
import { AppError } from '../app-error.ts';
import { findCellProblem } from './cell-problem.ts';
import { describeValue, shorten } from './describe-value.ts';
import type { Problems } from './problems.ts';

/**
 * The rows, once each has exactly the columns of the signature with values of their types. A row that is undefined has
 * its problem already. Throws `rows.empty`, `rows.too-many`, or an error of the `rows.*` family that lists every problem
 * as `rows.<index>.<column>`.
 */
export function validateRows(signature: Signature, rows: readonly unknown[], problems: Problems): Row[] {
  expectCount(rows.length);
  rows.forEach((row, index) => {
    if (row !== undefined) validateRow(signature, row, `rows.${index}`, problems);
  });
  problems.throwIfAny();
  return rows as Row[];
}

/** Throws `rows.empty` and `rows.too-many`. */
export function expectCount(count: number): void {
  if (count === 0) throw new AppError('rows.empty');
  if (count > maxRows)
    throw new AppError('rows.too-many', {
      details: `The request has ${count} rows; ${maxRows} are allowed.`,
    });
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function validateRow({ inputs }: Signature, row: unknown, path: string, problems: Problems): void {
  if (!isObject(row)) {
    problems.add(
      'rows.shape',
      path,
      `expected an object with a value for each column, found ${describeValue(row)}`,
    );
    return;
  }
  for (const column of inputs) {
    const at = `${path}.${column.name}`;
    if (!Object.hasOwn(row, column.name)) problems.add('rows.column-missing', at, 'the column is missing');
    else checkCell(column, row[column.name], at, problems);
  }
  const known = new Set(inputs.map(({ name }) => name));
  for (const name of Object.keys(row)) if (!known.has(name)) addUnknown(inputs, name, path, problems);
}

function checkCell(column: Column, cell: unknown, path: string, problems: Problems): void {
  const problem = findCellProblem(column, cell);
  if (problem !== undefined) problems.add(problem.code, path, problem.message);
}

function addUnknown(inputs: readonly Column[], name: string, path: string, problems: Problems): void {
  const columns = inputs.map((column) => column.name).join(', ');
  problems.add(
    'rows.column-unknown',
    `${path}.${shorten(name)}`,
    `not a column of this model; its columns are ${columns}`,
  );
}
