import type { Cell, ModelCard, Row } from '../../contract/models.ts';
import { AppError } from '../app-error.ts';
import { createProblems, type Problems } from './problems.ts';
import { sizeOf } from './tensor-shape.ts';

type GraphType = ModelCard['onnx']['inputs'][number]['type'];

/** One input of the ONNX graph, ready to become a tensor: values row by row. */
export interface GraphInput {
  readonly name: string;
  readonly type: GraphType;
  /** The number of rows in front. */
  readonly shape: readonly number[];
  readonly values: readonly (number | string)[];
}

/**
 * Valid rows as the inputs of the graph. Throws `rows.not-finite` for a number that 32 bits cannot hold, and
 * `model.unreadable` for a card whose columns do not fill its graph.
 */
export function graphInputs({ onnx }: ModelCard, rows: readonly Row[]): GraphInput[] {
  const problems = createProblems();
  const inputs = onnx.inputs.map(({ name, columns, type, shape }) => {
    const values = rows.flatMap((row, index) =>
      columns.flatMap((column) => flat(row[column], type, `rows.${index}.${column}`, problems)),
    );
    if (values.length !== rows.length * sizeOf(shape))
      throw new AppError('model.unreadable', {
        details: `The columns of the graph input ${name} have ${values.length / rows.length} values; its shape has ${sizeOf(shape)}.`,
      });
    return { name, type, shape: [rows.length, ...shape], values };
  });
  problems.throwIfAny();
  return inputs;
}

function flat(
  cell: Cell | undefined,
  type: GraphType,
  path: string,
  problems: Problems,
): (number | string)[] {
  if (cell === undefined) return [];
  const values = Array.isArray(cell) ? (cell.flat(Infinity) as number[]) : [cell];
  for (const value of values)
    if (type === 'float32' && typeof value === 'number' && !Number.isFinite(Math.fround(value)))
      problems.add('rows.not-finite', path, 'the number is too large for the 32 bits of this model');
  return values;
}
