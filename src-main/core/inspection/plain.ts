/** Reading data of unknown shape: what is not as expected is undefined. */

export type Plain = Readonly<Record<string, unknown>>;

export function objectOf(value: unknown): Plain | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Plain) : undefined;
}

export function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? (value as readonly unknown[]) : undefined;
}

export function stringOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function stringsOf(value: unknown): string[] | undefined {
  const items = listOf(value);
  return items?.every((item) => typeof item === 'string') === true ? [...items] : undefined;
}

/** The value at the end of a path of keys. */
export function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((inside, key) => {
    const object = objectOf(inside);
    return object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
  }, value);
}
