import type { Cell, Column, Row, Signature } from '@contract/models.ts';
import { isGrid, sameGrid } from './grid.ts';

/** A row as it stands in a body: whatever JSON holds, whether it fits the signature or not. */
export type LooseRow = Readonly<Record<string, unknown>>;

/** What the form shows of one row. */
export interface FormState {
  /** By column name; a column that is missing here is blank. */
  readonly cells: Row;
  /** Values under names that the signature does not have: kept, so that the JSON they came from can be written again. */
  readonly extras: LooseRow;
  /** Values that were left out because the form cannot show them. */
  readonly misfits: readonly Misfit[];
}

interface Misfit {
  readonly column: string;
  /** The value as JSON, shortened. */
  readonly found: string;
}

const shownLength = 40;

/** Reads a row cell by cell: what fits its column is shown, the rest is named in `misfits`. */
export function formFromRow(signature: Signature, row: LooseRow): FormState {
  const known = new Set(signature.inputs.map(({ name }) => name));
  const present = signature.inputs.filter(({ name }) => row[name] !== undefined);
  const fitting = present.filter((column) => fits(column, row[column.name]));
  return {
    cells: Object.fromEntries(fitting.map(({ name }) => [name, row[name] as Cell])),
    extras: Object.fromEntries(Object.entries(row).filter(([name]) => !known.has(name))),
    misfits: present
      .filter((column) => !fitting.includes(column))
      .map(({ name }) => ({ column: name, found: shorten(JSON.stringify(row[name])) })),
  };
}

/** The row that the form stands for, its columns in the order of the signature. */
export function rowFromForm(signature: Signature, { cells, extras }: FormState): LooseRow {
  const filled = signature.inputs.filter(({ name }) => cells[name] !== undefined);
  return { ...Object.fromEntries(filled.map(({ name }) => [name, cells[name]])), ...extras };
}

/** Sets or, with `undefined`, blanks one cell. */
export function changeCell(form: FormState, column: string, value: Cell | undefined): FormState {
  const others = Object.entries(form.cells).filter(([name]) => name !== column);
  return {
    ...form,
    cells: { ...Object.fromEntries(others), ...(value !== undefined && { [column]: value }) },
    misfits: form.misfits.filter((misfit) => misfit.column !== column),
  };
}

export function blankColumns(signature: Signature, { cells }: FormState): readonly Column[] {
  return signature.inputs.filter(({ name }) => cells[name] === undefined);
}

/** True for a number beyond the range seen in training. Such a value is allowed; the answer deserves less trust. */
export function isOutsideTraining({ min, max }: Column, value: Cell | undefined): boolean {
  if (typeof value !== 'number') return false;
  return (min !== undefined && value < min) || (max !== undefined && value > max);
}

/** Position of the example whose row is exactly this one; -1 when it is none of them. */
export function exampleIndex(
  signature: Signature,
  examples: readonly { readonly row: Row }[],
  row: LooseRow,
): number {
  const sameSize = Object.keys(row).length;
  return examples.findIndex(
    (example) =>
      Object.keys(example.row).length === sameSize &&
      signature.inputs.every(({ name }) => sameCell(example.row[name], row[name])),
  );
}

function fits({ type, shape }: Column, value: unknown): boolean {
  switch (type) {
    case 'number':
    case 'integer':
      return typeof value === 'number' && Number.isFinite(value);
    case 'string':
      return typeof value === 'string';
    case 'tensor':
      return isGrid(value, shape);
  }
}

function sameCell(a: unknown, b: unknown): boolean {
  return isGrid(a) && isGrid(b) ? sameGrid(a, b) : a === b;
}

function shorten(text: string): string {
  return text.length > shownLength ? `${text.slice(0, shownLength - 1)}…` : text;
}
