import type { Row } from '@contract/models.ts';
import { maxBodyBytes, servingRoutes, type RouteId } from '@contract/serving.ts';
import type { LooseRow } from './form-state.ts';

/** The exact body that asks for these rows over a route. Lists of plain values stay on one line, so a drawing looks like one. */
export function writeBody(route: RouteId, rows: readonly LooseRow[]): string {
  // The table spells out what the server accepts; rows that do not fit are sent as well, to see its answer.
  return layOut(servingRoutes[route].body(rows as readonly Row[]), '');
}

/** The rows of a body; undefined when it is not JSON or keeps its rows elsewhere than this route does. */
export function readRows(route: RouteId, text: string): readonly LooseRow[] | undefined {
  if (text.length > maxBodyBytes) return undefined;
  const body = parse(text);
  if (!isRecord(body)) return undefined;
  const rows = rowsOf(route, body);
  return rows !== undefined && rows.length > 0 && rows.every(isRecord) ? rows : undefined;
}

function rowsOf(route: RouteId, body: LooseRow): readonly unknown[] | undefined {
  switch (route) {
    case 'rest':
      return listIn(body, 'rows');
    case 'sagemaker':
    case 'vertex':
      return listIn(body, 'instances');
    case 'azureml':
      return rowsOfTable(body['input_data']);
    case 'oip':
      return rowsOfTensors(listIn(body, 'inputs'));
  }
}

function listIn(body: LooseRow, name: string): readonly unknown[] | undefined {
  const list = body[name];
  return Array.isArray(list) ? list : undefined;
}

function rowsOfTable(table: unknown): LooseRow[] | undefined {
  if (!isRecord(table)) return undefined;
  const columns = listIn(table, 'columns');
  const data = listIn(table, 'data');
  if (columns === undefined || data === undefined) return undefined;
  const fitting = data.filter(
    (cells): cells is unknown[] => Array.isArray(cells) && cells.length === columns.length,
  );
  if (fitting.length !== data.length) return undefined;
  return fitting.map((cells) =>
    Object.fromEntries(columns.map((name, index) => [String(name), cells[index]])),
  );
}

/** One tensor per column. Undefined when the tensors disagree about the number of rows, or data and shape do not match. */
function rowsOfTensors(tensors: readonly unknown[] | undefined): LooseRow[] | undefined {
  const columns = (tensors ?? []).map(cellsOfTensor);
  const count = columns[0]?.cells.length ?? 0;
  const whole = columns
    .filter((column) => column !== undefined)
    .filter(({ cells }) => cells.length === count);
  if (whole.length !== columns.length) return undefined;
  return Array.from({ length: count }, (_, index) =>
    Object.fromEntries(whole.map(({ name, cells }) => [name, cells[index]])),
  );
}

function cellsOfTensor(tensor: unknown): { name: string; cells: unknown[] } | undefined {
  if (!isRecord(tensor) || typeof tensor['name'] !== 'string') return undefined;
  const shape = listIn(tensor, 'shape')?.filter((size) => typeof size === 'number') ?? [];
  const data = listIn(tensor, 'data') ?? [];
  const [count = 0, ...inner] = shape;
  const size = inner.reduce((product, side) => product * side, 1);
  if (count * size !== data.length) return undefined;
  const cells = Array.from({ length: count }, (_, index) =>
    cellOf(data.slice(index * size, (index + 1) * size), inner),
  );
  return { name: tensor['name'], cells };
}

function cellOf(values: readonly unknown[], inner: readonly number[]): unknown {
  const [rows, columns] = inner;
  if (rows === undefined || columns === undefined) return values[0];
  return Array.from({ length: rows }, (_, row) => values.slice(row * columns, (row + 1) * columns));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is LooseRow {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function layOut(value: unknown, indent: string): string {
  if (Array.isArray(value)) return layOutList(value, indent);
  if (value === undefined) return 'null';
  if (!isRecord(value)) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (entries.length === 0) return '{}';
  const inner = `${indent}  `;
  const lines = entries.map(([name, item]) => `${inner}${JSON.stringify(name)}: ${layOut(item, inner)}`);
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

function layOutList(items: readonly unknown[], indent: string): string {
  const plain = items.every((item) => typeof item !== 'object' || item === null);
  if (plain) return `[${items.map((item) => layOut(item, indent)).join(', ')}]`;
  const inner = `${indent}  `;
  return `[\n${items.map((item) => inner + layOut(item, inner)).join(',\n')}\n${indent}]`;
}
