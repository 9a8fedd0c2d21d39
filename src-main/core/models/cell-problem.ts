import type { ErrorCode } from '../../contract/error-catalog.ts';
import type { Column } from '../../contract/models.ts';
import { describeValue, shorten } from './describe-value.ts';

export interface CellProblem {
  readonly code: ErrorCode;
  readonly message: string;
}

/** What keeps a value from being one of the column's, or undefined. A value outside the range of training is none. */
export function findCellProblem(column: Column, cell: unknown): CellProblem | undefined {
  switch (column.type) {
    case 'number':
      return numberProblem(cell, 'a number');
    case 'integer':
      return numberProblem(cell, 'a whole number') ?? wholeProblem(cell);
    case 'string':
      return textProblem(column.categories, cell);
    case 'tensor':
      return tensorProblem(column.shape ?? [], cell);
  }
}

function wrongType(expected: string, cell: unknown): CellProblem {
  return { code: 'rows.wrong-type', message: `expected ${expected}, found ${describeValue(cell)}` };
}

function numberProblem(cell: unknown, expected: string): CellProblem | undefined {
  if (typeof cell === 'string' && spellsNotFinite(cell))
    return { code: 'rows.not-finite', message: `"${shorten(cell)}" is not a finite number` };
  if (typeof cell !== 'number') return wrongType(expected, cell);
  // JSON can spell 1e999, which no number holds.
  return Number.isFinite(cell) ? undefined : { code: 'rows.not-finite', message: 'the number is too large' };
}

function spellsNotFinite(text: string): boolean {
  const word = text.trim();
  return (
    /^[+-]?(nan|inf|infinity)$/i.test(word) ||
    (/^[+-]?[\d.]+(e[+-]?\d+)?$/i.test(word) && Math.abs(Number(word)) === Infinity)
  );
}

function wholeProblem(cell: unknown): CellProblem | undefined {
  return Number.isSafeInteger(cell) ? undefined : wrongType('a whole number', cell);
}

function textProblem(categories: readonly string[] | undefined, cell: unknown): CellProblem | undefined {
  if (typeof cell !== 'string') return wrongType('text', cell);
  if (categories === undefined || categories.includes(cell)) return undefined;
  const found = cell === '' ? 'an empty text' : `"${shorten(cell)}"`;
  return { code: 'rows.unknown-category', message: `${found} is not one of ${categories.join(', ')}` };
}

function tensorProblem(shape: readonly number[], cell: unknown): CellProblem | undefined {
  const expected = `${shape.join(' x ')} numbers`;
  if (!Array.isArray(cell)) return wrongType(expected, cell);
  return levelProblem(shape, cell, expected, []);
}

/** As deep as the shape and no deeper, however deep the value is. */
function levelProblem(
  shape: readonly number[],
  value: unknown,
  expected: string,
  place: readonly number[],
): CellProblem | undefined {
  const [length, ...rest] = shape;
  const where = place.length === 0 ? '' : ` at ${place.map((index) => `[${index}]`).join('')}`;
  if (length === undefined) {
    const problem = numberProblem(value, expected);
    return problem && { ...problem, message: problem.message + where };
  }
  if (!Array.isArray(value) || value.length !== length) {
    const problem = wrongType(expected, value);
    return { ...problem, message: problem.message + where };
  }
  for (let index = 0; index < length; index += 1) {
    const problem = levelProblem(rest, value[index], expected, [...place, index]);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
