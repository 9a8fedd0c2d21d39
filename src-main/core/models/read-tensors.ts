import type { Column, Signature } from '../../contract/models.ts';
import { AppError } from '../app-error.ts';
import { describeValue, shorten } from './describe-value.ts';
import { outputTensors } from './output-tensors.ts';
import { listIn, shapeError } from './read-instances.ts';
import { nest, sizeOf, widthOf } from './tensor-shape.ts';
import { expectCount, isObject } from './validate-rows.ts';

interface Tensors {
  readonly rows: readonly unknown[];
  readonly id?: string;
  readonly outputs?: readonly string[];
}

const numeric = /^(FP16|FP32|FP64|U?INT(8|16|32|64))$/;

/**
 * An Open Inference Protocol v2 request: one tensor per column, the rows along the first dimension, the data flat or in
 * lists of lists. Throws `rows.*` errors whose paths name the tensor, such as `inputs.0.shape`.
 */
export function readTensors(signature: Signature, body: unknown): Tensors {
  const inputs = listIn(
    body,
    'inputs',
    '{"inputs": [{"name": …, "datatype": …, "shape": […], "data": […]}]}',
  );
  const tensors = inputs.map((input, index) => readTensor(signature, input, `inputs.${index}`));
  const [first] = tensors;
  if (first === undefined) throw new AppError('rows.empty');
  const odd = tensors.findIndex(({ cells }) => cells.length !== first.cells.length);
  if (odd !== -1)
    throw shapeError(
      `inputs.${odd}.shape`,
      `expected ${first.cells.length} rows as in the first tensor, found ${tensors[odd]?.cells.length ?? 0}`,
    );
  if (new Set(tensors.map(({ name }) => name)).size !== tensors.length)
    throw shapeError('inputs', 'a name stands there twice');
  const rows = first.cells.map((_, row) =>
    Object.fromEntries(tensors.map(({ name, cells }) => [name, cells[row]])),
  );
  return { rows, ...readOptions(signature, body) };
}

interface ColumnCells {
  readonly name: string;
  readonly cells: readonly unknown[];
}

function readTensor({ inputs }: Signature, input: unknown, path: string): ColumnCells {
  if (!isObject(input)) throw shapeError(path, `expected a tensor, found ${describeValue(input)}`);
  const { name, datatype, shape, data } = input;
  const column = inputs.find((one) => one.name === name);
  if (column === undefined) throw unknownName(inputs, name, `${path}.name`);
  expectDatatype(column, datatype, `${path}.datatype`);
  const rows = rowsOfShape(column, shape, `${path}.shape`);
  expectCount(rows);
  const width = widthOf(column);
  if (!Array.isArray(data)) throw shapeError(`${path}.data`, `expected a list, found ${describeValue(data)}`);
  const values = flatten(data, rows * width);
  if (values.length !== rows * width)
    throw shapeError(
      `${path}.data`,
      `expected ${rows * width} values for this shape, found ${values.length > rows * width ? 'more' : values.length}`,
    );
  const cells = Array.from({ length: rows }, (_, row) =>
    nest(values.slice(row * width, (row + 1) * width), column.shape ?? []),
  );
  return { name: column.name, cells };
}

function unknownName(inputs: readonly Column[], name: unknown, path: string): AppError {
  const columns = inputs.map((column) => column.name).join(', ');
  const found = typeof name === 'string' ? `"${shorten(name)}"` : describeValue(name);
  const message = `${found} is not a column of this model; its columns are ${columns}`;
  return new AppError('rows.column-unknown', { details: `${path}: ${message}`, fields: [{ path, message }] });
}

function expectDatatype(column: Column, datatype: unknown, path: string): void {
  const fits =
    column.type === 'string' ? datatype === 'BYTES' : typeof datatype === 'string' && numeric.test(datatype);
  if (fits) return;
  const expected = column.type === 'string' ? 'BYTES' : 'a number type such as FP64';
  const message = `expected ${expected} for the column ${column.name}, found ${describeValue(datatype)}`;
  throw new AppError('rows.wrong-type', { details: `${path}: ${message}`, fields: [{ path, message }] });
}

/** The first dimension counts rows; the others are those of the column, or all its values in one. */
function rowsOfShape(column: Column, shape: unknown, path: string): number {
  const own = column.shape ?? [];
  const isShape = (list: unknown): list is number[] =>
    Array.isArray(list) && list.every((length) => Number.isSafeInteger(length) && length >= 0);
  if (isShape(shape)) {
    const [rows, ...rest] = shape;
    const flat =
      rest.length <= 1 && sizeOf(rest) === widthOf(column) && (rest.length === 1 || own.length === 0);
    if (rows !== undefined && (flat || rest.join() === own.join())) return rows;
  }
  const found = isShape(shape) ? `[${shape.slice(0, 8).join(', ')}]` : describeValue(shape);
  throw shapeError(path, `expected [rows, ${own.length === 0 ? 1 : own.join(', ')}], found ${found}`);
}

/** The values in the lists of lists, up to one more than are wanted; with a stack of its own, whatever the depth. */
function flatten(data: readonly unknown[], wanted: number): unknown[] {
  if (!data.some(Array.isArray)) return [...data];
  const values: unknown[] = [];
  const stack: { readonly list: readonly unknown[]; next: number }[] = [{ list: data, next: 0 }];
  for (let top = stack.at(-1); top !== undefined && values.length <= wanted; top = stack.at(-1)) {
    if (top.next === top.list.length) {
      stack.pop();
      continue;
    }
    const item = top.list[top.next];
    top.next += 1;
    if (Array.isArray(item)) stack.push({ list: item, next: 0 });
    else values.push(item);
  }
  return values;
}

function readOptions(signature: Signature, body: unknown): Omit<Tensors, 'rows'> {
  const { id, outputs } = body as Readonly<Record<string, unknown>>;
  if (id !== undefined && typeof id !== 'string')
    throw shapeError('id', `expected text, found ${describeValue(id)}`);
  return {
    ...(id !== undefined && { id }),
    ...(outputs !== undefined && { outputs: readOutputs(signature, outputs) }),
  };
}

function readOutputs(signature: Signature, outputs: unknown): readonly string[] {
  if (!Array.isArray(outputs))
    throw shapeError('outputs', `expected a list of tensors, found ${describeValue(outputs)}`);
  const known = outputTensors(signature).map(({ name }) => name);
  return outputs.map((output: unknown, index) => {
    const name = isObject(output) ? output['name'] : output;
    if (isObject(output) && typeof name === 'string' && known.includes(name)) return name;
    throw shapeError(
      `outputs.${index}.name`,
      `expected one of ${known.join(', ')}, found ${describeValue(name)}`,
    );
  });
}
