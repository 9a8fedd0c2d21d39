import type { ServedColumn } from '../../../contract/inspection.ts';
import { parseJson } from '../look.ts';
import { listOf } from '../plain.ts';

/** Distinct texts up to which a column is a closed set, when each is seen several times. */
const mostCategories = 50;
const mostDistinct = 1000;
const numeral = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

export type CellKind = 'number' | 'boolean' | 'string' | 'tensor';

/** What was seen in one column of sample rows. */
export interface ColumnFacts {
  readonly name: string;
  rows: number;
  missing: number;
  readonly kinds: Set<CellKind>;
  /** Texts, as written. */
  readonly distinct: Set<string>;
  min: number;
  max: number;
  whole: boolean;
  /** Of lists; undefined once two differ. */
  shape: readonly number[] | undefined;
}

export function columnFacts(name: string): ColumnFacts {
  return {
    ...{ name, rows: 0, missing: 0, kinds: new Set(), distinct: new Set(), shape: undefined },
    ...{ min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY, whole: true },
  };
}

/** A cell of a CSV or JSON file as the value it spells; undefined when it is missing. */
export function cellValue(cell: unknown): unknown {
  if (cell === null || cell === undefined) return undefined;
  if (typeof cell !== 'string') return cell;
  const text = cell.trim();
  if (text === '' || /^(na|nan|null|none)$/i.test(text)) return undefined;
  if (numeral.test(text)) return Number(text);
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return text.startsWith('[') ? (listOf(parseJson(text)) ?? cell) : cell;
}

/** Notes one more cell. */
export function note(facts: ColumnFacts, cell: unknown): void {
  const value = cellValue(cell);
  facts.rows += 1;
  if (value === undefined) {
    facts.missing += 1;
    return;
  }
  const kind = kindOf(value);
  facts.kinds.add(kind);
  if (facts.distinct.size < mostDistinct)
    facts.distinct.add(typeof cell === 'string' ? cell.trim() : JSON.stringify(value));
  if (typeof value === 'number') {
    facts.min = Math.min(facts.min, value);
    facts.max = Math.max(facts.max, value);
    facts.whole &&= Number.isInteger(value);
  }
  if (kind === 'tensor') {
    const shape = shapeOf(value);
    const differs = facts.shape !== undefined && String(facts.shape) !== String(shape);
    facts.shape = facts.rows - facts.missing === 1 ? shape : differs ? undefined : facts.shape;
  }
}

function kindOf(value: unknown): CellKind {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  return Array.isArray(value) ? 'tensor' : 'string';
}

function shapeOf(value: unknown): number[] {
  const list = listOf(value);
  return list === undefined ? [] : [list.length, ...shapeOf(list[0])];
}

/** The column as it is served. Numbers are never closed to whole ones: a sample shows only some values. */
export function columnOf(facts: ColumnFacts): ServedColumn {
  const { name, kinds, distinct, missing, rows } = facts;
  const optional = missing > 0 && { optional: true };
  const [only] = kinds;
  if (kinds.size === 1 && only === 'number')
    return { name, type: 'number', ...optional, min: facts.min, max: facts.max };
  if (kinds.size === 1 && only === 'boolean') return { name, type: 'boolean', ...optional };
  if (kinds.size === 1 && only === 'tensor')
    return {
      name,
      type: 'tensor',
      ...optional,
      ...(facts.shape !== undefined && { shape: [...facts.shape] }),
    };
  const closed = kinds.size === 1 && distinct.size <= mostCategories && distinct.size * 3 <= rows - missing;
  return { name, type: 'string', ...optional, ...(closed && { categories: [...distinct].sort() }) };
}

/** A cell as a value of the column's type, for the sample. */
export function sampleCell(cell: unknown, type: ServedColumn['type']): unknown {
  if (type === 'string')
    return cell === '' || cell === undefined || cell === null
      ? null
      : typeof cell === 'string'
        ? cell
        : JSON.stringify(cell);
  return cellValue(cell) ?? null;
}
