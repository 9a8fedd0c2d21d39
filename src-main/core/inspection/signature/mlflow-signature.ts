import type { ServedColumn, ServedSignature } from '../../../contract/inspection.ts';
import { parseJson } from '../look.ts';
import { at, listOf, objectOf, stringOf, type Plain } from '../plain.ts';

const types: Readonly<Record<string, ServedColumn['type']>> = {
  ...{ double: 'number', float: 'number', long: 'integer', integer: 'integer' },
  ...{ string: 'string', boolean: 'boolean', datetime: 'string' },
};

/** The signature of an MLmodel: its parts are JSON texts. Undefined when a column has a type that cannot be enforced. */
export function mlflowSignature(value: unknown): ServedSignature | undefined {
  const inputs = fieldsOf(objectOf(value)?.['inputs']).map(columnOf);
  const known = inputs.filter((column) => column !== undefined);
  if (known.length === 0 || known.length < inputs.length) return undefined;
  const [output] = fieldsOf(objectOf(value)?.['outputs']);
  const type = stringOf(output?.['type']);
  const task = type === 'double' || type === 'float' ? 'regression' : 'other';
  return { inputs: known, output: { task, name: stringOf(output?.['name']) ?? 'prediction' } };
}

function fieldsOf(text: unknown): Plain[] {
  const list = typeof text === 'string' ? parseJson(text) : text;
  return (listOf(list) ?? []).map(objectOf).filter((field) => field !== undefined);
}

/** `required: false` columns may be missing. Tensors have one field without a name. */
function columnOf(field: Plain, index: number): ServedColumn | undefined {
  const name = stringOf(field['name']) ?? `x${index}`;
  const optional = field['required'] === false || field['optional'] === true;
  if (field['type'] === 'tensor') {
    const shape = listOf(at(field, 'tensor-spec', 'shape'))?.slice(1);
    const sizes =
      shape?.every((size) => typeof size === 'number' && size > 0) === true ? (shape as number[]) : undefined;
    return sizes === undefined || sizes.length === 0
      ? undefined
      : { name: stringOf(field['name']) ?? 'input', type: 'tensor', shape: sizes };
  }
  const type = types[stringOf(field['type']) ?? ''];
  return type === undefined ? undefined : { name, type, ...(optional && { optional }) };
}
