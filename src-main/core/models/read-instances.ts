import type { Signature } from '../../contract/models.ts';
import { AppError } from '../app-error.ts';
import { describeValue, shorten } from './describe-value.ts';
import type { Problems } from './problems.ts';
import { expectCount, isObject } from './validate-rows.ts';

/** `{"rows": [{…}, …]}` */
export function readRestRows(body: unknown): readonly unknown[] {
  return listIn(body, 'rows', '{"rows": [{…}]}');
}

/** `{"instances": […]}`: each an object by column, or its values in the order of the signature. */
export function readInstances(signature: Signature, body: unknown, problems: Problems): readonly unknown[] {
  return rowsOfInstances(signature, listIn(body, 'instances', '{"instances": [{…}]}'), problems);
}

export function rowsOfInstances(
  signature: Signature,
  instances: readonly unknown[],
  problems: Problems,
): readonly unknown[] {
  expectCount(instances.length);
  return instances.map((instance, index) => rowOfInstance(signature, instance, `rows.${index}`, problems));
}

/**
 * Values by column name, or undefined with a problem. A name that is a word of the language, such as `__proto__`, is a
 * name like any other.
 */
export function rowOfValues(
  names: readonly string[],
  values: unknown,
  path: string,
  problems: Problems,
): Record<string, unknown> | undefined {
  if (Array.isArray(values) && values.length === names.length)
    return Object.fromEntries(names.map((name, index) => [name, values[index] as unknown]));
  const expected = `expected ${names.length} values, one for each of ${names.slice(0, 20).map(shorten).join(', ')}`;
  problems.add('rows.shape', path, `${expected}; found ${describeValue(values)}`);
  return undefined;
}

export function shapeError(path: string, message: string): AppError {
  return new AppError('rows.shape', { details: `${path}: ${message}`, fields: [{ path, message }] });
}

/** The list under `key`. Throws `rows.shape` with `example`, the shape that was expected. */
export function listIn(body: unknown, key: string, example: string): readonly unknown[] {
  if (!isObject(body)) throw shapeError('body', `expected ${example}, found ${describeValue(body)}`);
  const list = Object.hasOwn(body, key) ? body[key] : undefined;
  if (Array.isArray(list)) return list;
  const keys = Object.keys(body).slice(0, 5).map(shorten).join(', ');
  const found =
    list === undefined ? `the keys ${keys === '' ? '(none)' : keys}` : `${describeValue(list)} under ${key}`;
  throw shapeError('body', `expected ${example}, found ${found}`);
}

function rowOfInstance({ inputs }: Signature, instance: unknown, path: string, problems: Problems): unknown {
  const [only, second] = inputs;
  if (only !== undefined && second === undefined && !isObject(instance))
    return { [only.name]: bareValue(only.shape, instance) };
  if (!Array.isArray(instance)) return instance;
  const names = inputs.map(({ name }) => name);
  return rowOfValues(names, instance, path, problems);
}

/** A model with one column also takes the value by itself; `[value]` is the same in the order of the signature. */
function bareValue(shape: readonly number[] = [], instance: unknown): unknown {
  const wrapped = Array.isArray(instance) && instance.length === 1 && rankOf(instance) > shape.length;
  return wrapped ? (instance as unknown[])[0] : instance;
}

/** How many lists stand inside each other, looking at the first of each, and no deeper than matters. */
function rankOf(value: unknown, limit = 8): number {
  return limit > 0 && Array.isArray(value) ? 1 + rankOf(value[0], limit - 1) : 0;
}
