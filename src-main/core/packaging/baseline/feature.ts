import type { ServedColumn } from '../../../contract/inspection.ts';
import { createNumberColumn, type NumberStatistics } from './number-column.ts';
import { createTextColumn, type TextStatistics } from './text-column.ts';

export type InferredType = 'Integral' | 'Fractional' | 'String' | 'Unknown';

interface Common {
  readonly common: { readonly num_present: number; readonly num_missing: number };
}

/** A feature of `statistics.json`. */
export interface FeatureStatistics {
  readonly name: string;
  readonly inferred_type: InferredType;
  readonly numerical_statistics?: Common & NumberStatistics;
  readonly string_statistics?: Common & TextStatistics;
}

/** One column of the sample rows. */
export interface Feature {
  readonly name: string;
  readonly add: (cell: unknown) => void;
  readonly type: () => InferredType;
  readonly present: () => number;
  readonly min: () => number | undefined;
  readonly domain: () => string[] | undefined;
  /** `rows` is the number of rows there were: those without the column count as missing. */
  readonly statistics: (rows: number) => FeatureStatistics;
}

/** Without a column of the signature, the values decide: a column is one of numbers when all of them are. */
export function createFeature(name: string, column?: ServedColumn): Feature {
  const [numbers, texts] = [createNumberColumn(), createTextColumn()];
  let plain = true;
  const mayBeNumber = column === undefined || column.type === 'number' || column.type === 'integer';
  const mayBeText = column === undefined || !mayBeNumber;
  const type = (): InferredType => {
    if (numbers.count() + texts.count() === 0) return 'Unknown';
    if (!mayBeNumber || (mayBeText && !plain)) return 'String';
    if (column !== undefined) return column.type === 'integer' ? 'Integral' : 'Fractional';
    return numbers.integral() ? 'Integral' : 'Fractional';
  };
  const present = () => (type() === 'String' ? texts.count() : numbers.count());
  return {
    name,
    add: (cell) => {
      if (isMissing(cell)) return;
      const number = mayBeNumber ? numberOf(cell) : undefined;
      if (number !== undefined) numbers.add(number);
      else plain = false;
      if (mayBeText) texts.add(textOf(cell));
    },
    type,
    present,
    min: () => numbers.result()?.min,
    domain: () => texts.domain(),
    statistics: (rows) => {
      const common = { num_present: present(), num_missing: rows - present() };
      const numeric = numbers.result();
      const inferred_type = type();
      return inferred_type === 'String' || numeric === undefined
        ? { name, inferred_type, string_statistics: { common, ...texts.result() } }
        : { name, inferred_type, numerical_statistics: { common, ...numeric } };
    },
  };
}

function isMissing(cell: unknown): boolean {
  return (
    cell === null || cell === undefined || cell === '' || (typeof cell === 'number' && Number.isNaN(cell))
  );
}

const decimal = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

function numberOf(cell: unknown): number | undefined {
  const number = typeof cell === 'string' && decimal.test(cell) ? Number(cell) : cell;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function textOf(cell: unknown): string {
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
}
