import type { Column, Signature } from '../../contract/models.ts';

const numeral = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * The cells of a file's row as the model's columns: text that spells a number becomes one where the signature wants a
 * number, text that spells a list becomes one where it wants a tensor. Whatever does not fit stays as it is, for the
 * server to name; columns that the model does not use are left out.
 */
export function rowFromCells(
  signature: Signature,
  cells: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const present = signature.inputs.filter(({ name }) => Object.hasOwn(cells, name));
  return Object.fromEntries(present.map((column) => [column.name, cellFromText(column, cells[column.name])]));
}

/** Text as a value of the column's type, or as it was when it does not spell one. */
export function cellFromText({ type }: Column, cell: unknown): unknown {
  if (typeof cell !== 'string' || type === 'string') return cell;
  if (type === 'tensor') return listFromText(cell);
  const text = cell.trim();
  const value = Number(text);
  return numeral.test(text) && Number.isFinite(value) ? value : cell;
}

function listFromText(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : text;
  } catch {
    return text;
  }
}
