import type { Column, Signature } from '../../contract/models.ts';
import { readCsv } from './csv-table.ts';
import { cellFromText } from './row-from-cells.ts';
import type { Problems } from './problems.ts';
import { nest, widthOf } from './tensor-shape.ts';
import { expectCount } from './validate-rows.ts';

/**
 * The rows of a CSV body: values in the order of the signature, a tensor as all its numbers row by row, with no header
 * line, as SageMaker's own models take it. A first line that holds the names of the columns sets their order instead.
 */
export function readCsvRows({ inputs }: Signature, body: string, problems: Problems): readonly unknown[] {
  const [first, ...rest] = readCsv(body);
  const header = first === undefined ? undefined : columnsOfHeader(inputs, first);
  const records = header === undefined && first !== undefined ? [first, ...rest] : rest;
  const columns = header ?? inputs;
  expectCount(records.length);
  const width = columns.reduce((sum, column) => sum + widthOf(column), 0);
  return records.map((record, index) => {
    if (record.length === width) return rowOfRecord(columns, record);
    problems.add('rows.shape', `rows.${index}`, `expected ${width} values, found ${record.length}`);
    return undefined;
  });
}

function columnsOfHeader(
  inputs: readonly Column[],
  record: readonly string[],
): readonly Column[] | undefined {
  const columns = record.map((name) => inputs.find((column) => column.name === name));
  const found = columns.filter((column) => column !== undefined);
  return found.length === record.length && new Set(found).size === inputs.length ? found : undefined;
}

function rowOfRecord(columns: readonly Column[], record: readonly string[]): Record<string, unknown> {
  let at = 0;
  const cells = columns.map((column) => {
    const texts = record.slice(at, (at += widthOf(column)));
    return [column.name, column.type === 'tensor' ? tensorOf(column, texts) : cellFromText(column, texts[0])];
  });
  return Object.fromEntries(cells) as Record<string, unknown>;
}

function tensorOf({ shape = [] }: Column, texts: readonly string[]): unknown {
  return nest(
    texts.map((text) => cellFromText(numberColumn, text)),
    shape,
  );
}

const numberColumn: Column = { name: 'value', title: 'Value', type: 'number' };
