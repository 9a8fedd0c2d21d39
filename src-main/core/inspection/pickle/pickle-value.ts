/**
 * What a pickle would build, without building it. Nothing is imported and nothing is called: a call becomes a
 * record of who would have been called with what.
 */
export type PickleValue =
  | { readonly kind: 'none' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: number }
  /** `cut`: the beginning only, since the text is long. */
  | { readonly kind: 'text'; readonly value: string; readonly cut?: true }
  /** `head`: the beginning, or all. */
  | { readonly kind: 'bytes'; readonly length: number; readonly head: Uint8Array }
  | { readonly kind: 'tuple'; readonly items: readonly PickleValue[] }
  | { readonly kind: 'list' | 'set'; readonly items: PickleValue[] }
  | { readonly kind: 'dict'; readonly entries: (readonly [PickleValue, PickleValue])[] }
  | PickleGlobal
  | PickleObject
  | { readonly kind: 'persistent'; readonly id: PickleValue }
  | { readonly kind: 'mark' };

export interface PickleGlobal {
  readonly kind: 'global';
  readonly module: string;
  readonly name: string;
}

/** The outcome of a call that was not made. */
export interface PickleObject {
  readonly kind: 'object';
  readonly callable: PickleValue;
  readonly args: PickleValue;
  /** What BUILD would set. */
  state?: PickleValue;
  /** The array that joblib wrote behind it: its first bytes, or the objects in it. */
  content?: PickleValue;
  /** What APPEND and SETITEM would add. */
  readonly added: PickleValue[];
}

/** The value of a text, or undefined. */
export function textOf(value: PickleValue | undefined): string | undefined {
  return value?.kind === 'text' ? value.value : undefined;
}

export function numberOf(value: PickleValue | undefined): number | undefined {
  if (value?.kind === 'bool') return Number(value.value);
  return value?.kind === 'number' ? value.value : undefined;
}

/** The value under a text key of a dict, or of an object whose items were set one by one. The last one wins. */
export function entryOf(value: PickleValue | undefined, key: string): PickleValue | undefined {
  if (value?.kind === 'dict') return value.entries.findLast(([name]) => textOf(name) === key)?.[1];
  if (value?.kind !== 'object') return undefined;
  return value.added
    .map(itemsOf)
    .filter((pair) => pair.length === 2)
    .findLast(([name]) => textOf(name) === key)?.[1];
}

/** `module.name` of a global, or undefined. */
export function nameOf(value: PickleValue | undefined): string | undefined {
  return value?.kind === 'global' ? `${value.module}.${value.name}` : undefined;
}

export function itemsOf(value: PickleValue | undefined): readonly PickleValue[] {
  return value?.kind === 'tuple' || value?.kind === 'list' || value?.kind === 'set' ? value.items : [];
}

const makers = new Set([
  'copyreg._reconstructor',
  'copy_reg._reconstructor',
  'copyreg.__newobj__',
  'copy_reg.__newobj__',
  'copyreg.__newobj_ex__',
]);

/** `module.Class` that an object would be made of: by a call of the class, or through `copyreg`. */
export function classOf(value: PickleValue | undefined): string | undefined {
  if (value?.kind !== 'object') return undefined;
  const called = nameOf(value.callable);
  return called !== undefined && makers.has(called) ? nameOf(itemsOf(value.args)[0]) : called;
}

/** An attribute that an object would get: from its state, or the dict part of a state in two parts. */
export function attributeOf(value: PickleValue | undefined, key: string): PickleValue | undefined {
  if (value?.kind !== 'object') return undefined;
  const { state } = value;
  if (state?.kind !== 'tuple') return entryOf(state, key);
  return state.items.map((part) => entryOf(part, key)).find((found) => found !== undefined);
}
