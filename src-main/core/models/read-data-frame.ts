import type { Signature } from '../../contract/models.ts';
import type { Problems } from './problems.ts';
import { rowOfValues, rowsOfInstances, shapeError } from './read-instances.ts';
import { describeValue } from './describe-value.ts';
import { expectCount, isObject } from './validate-rows.ts';

const example = '{"input_data": {"columns": […], "data": [[…]]}}';

/** `{"input_data": …}` as Azure ML sends it to MLflow models: a data frame split into columns and data, or a list. */
export function readDataFrame(signature: Signature, body: unknown, problems: Problems): readonly unknown[] {
  const frame = isObject(body) && Object.hasOwn(body, 'input_data') ? body['input_data'] : undefined;
  if (Array.isArray(frame)) return rowsOfInstances(signature, frame, problems);
  if (!isObject(frame))
    throw shapeError('body', `expected ${example}, found ${describeValue(frame ?? body)}`);
  const { data, index } = frame;
  if (!Array.isArray(data))
    throw shapeError('input_data.data', `expected a list of rows, found ${describeValue(data)}`);
  expectCount(data.length);
  if (index !== undefined && !(Array.isArray(index) && index.length === data.length))
    throw shapeError(
      'input_data.index',
      `expected a list of ${data.length} labels, found ${describeValue(index)}`,
    );
  const columns = readColumns(signature, frame['columns']);
  return data.map((values: unknown, row) => rowOfValues(columns, values, `rows.${row}`, problems));
}

function readColumns({ inputs }: Signature, columns: unknown): readonly string[] {
  if (columns === undefined) return inputs.map(({ name }) => name);
  const isNames = (list: unknown[]): list is string[] => list.every((name) => typeof name === 'string');
  if (!Array.isArray(columns) || !isNames(columns))
    throw shapeError('input_data.columns', `expected a list of names, found ${describeValue(columns)}`);
  if (new Set(columns).size !== columns.length)
    throw shapeError('input_data.columns', 'a name stands there twice');
  return columns;
}
