import { DataEnds, DataFault } from '../bytes/data-fault.ts';
import type { ByteWindow } from '../bytes/byte-window.ts';
import {
  classOf,
  entryOf,
  itemsOf,
  numberOf,
  textOf,
  type PickleObject,
  type PickleValue,
} from './pickle-value.ts';

/** What a walk may keep in memory, shared by the pickles of one file. */
export interface Budget {
  opcodes: number;
  /** Items in lists and dicts, and values remembered. */
  items: number;
  /** Characters and bytes of long texts. */
  content: number;
}

/** A global as imported, with what was done with it. */
export interface GlobalUse {
  readonly module: string;
  readonly name: string;
  calls: number;
  /** Arguments of the first call. */
  firstArguments?: PickleValue;
}

/** An array whose bytes, or whose own pickle, stand behind the opcode. */
export interface InlineArray {
  readonly owner: PickleObject;
  /** Undefined for objects, which are a pickle of their own. */
  readonly bytes: number | undefined;
  readonly aligned: boolean;
}

/** Near bytes that an instruction may count on; longer texts are cut after as many. */
export const near = 1 << 16;
const deepestStack = 1_000_000;
/** Items of one container that are kept: names of columns are many, attributes are not. */
const longestList = 20_000;
const longestDict = 2_000;
/** Characters of a module or of a name. */
const longestName = 500;
/** Bytes of a text that are kept even when nothing more may be: enough for most names. */
const alwaysKept = 32;
const mostGlobals = 20_000;
const none: PickleValue = { kind: 'none' };

/** A stack machine with Python's pickle instructions; every value is a description. It lives for one pickle. */
export class Machine {
  readonly in: ByteWindow;
  readonly globals: Map<string, GlobalUse>;
  readonly budget: Budget;
  protocol = 0;
  stopped = false;
  /** Set by an instruction that a joblib array follows. */
  array: InlineArray | undefined;
  /** Place of the opcode. */
  at = 0;
  readonly #stack: PickleValue[] = [];
  readonly #memo = new Map<number, PickleValue>();

  constructor(window: ByteWindow, globals: Map<string, GlobalUse>, budget: Budget) {
    this.in = window;
    this.globals = globals;
    this.budget = budget;
  }

  get root(): PickleValue {
    return this.#stack.at(-1) ?? none;
  }

  setProtocol(protocol: number): void {
    if (protocol > 5) throw new DataFault(`Protocol ${protocol} is not known.`);
    this.protocol = protocol;
  }

  push(value: PickleValue): void {
    if (this.#stack.length >= deepestStack)
      throw new DataFault(`More than ${deepestStack} values wait at once.`);
    this.#stack.push(value);
  }

  pop(): PickleValue {
    const value = this.#stack.pop();
    if (value === undefined) throw new DataFault(`The opcode at ${this.at} takes from an empty stack.`);
    return value;
  }

  top(): PickleValue {
    const value = this.#stack.at(-1);
    if (value === undefined) throw new DataFault(`The opcode at ${this.at} looks at an empty stack.`);
    return value;
  }

  popToMark(): PickleValue[] {
    const index = this.#stack.findLastIndex(({ kind }) => kind === 'mark');
    if (index < 0) throw new DataFault(`The opcode at ${this.at} finds no mark.`);
    const items = this.#stack.splice(index + 1);
    this.#stack.pop();
    return items;
  }

  remember(index = this.#memo.size): void {
    if (!Number.isSafeInteger(index) || index < 0)
      throw new DataFault(`The opcode at ${this.at} has no index.`);
    if (this.budget.items <= 0) throw new DataFault('More values are remembered than can be followed.');
    this.budget.items -= 1;
    this.#memo.set(index, this.top());
  }

  recall(index: number): void {
    const value = this.#memo.get(index);
    if (value === undefined)
      throw new DataFault(`The opcode at ${this.at} recalls ${index}, which was not remembered.`);
    this.push(value);
  }

  /** A text of the source: its beginning when it is long. `read` undoes what the instruction escapes. */
  text(length: number, read: (text: string) => string = (text) => text): void {
    const kept = this.#kept(length);
    const value = read(this.in.text(kept));
    this.in.skip(length - kept);
    this.push({ kind: 'text', value, ...(kept < length && { cut: true }) });
  }

  bytes(length: number): void {
    const kept = this.#kept(length);
    const head = this.in.take(kept).slice();
    this.in.skip(length - kept);
    this.push({ kind: 'bytes', length, head });
  }

  /** How much of a text or of bytes is kept. */
  #kept(length: number): number {
    const kept = Math.min(length, near, Math.max(alwaysKept, this.budget.content));
    if (kept > this.in.near) throw new DataEnds(`${length} bytes are announced at ${this.in.position}.`);
    this.budget.content -= kept;
    return kept;
  }

  global(module: PickleValue, name: PickleValue): void {
    // A name that is put together while loading cannot be known; it is said to be computed, and judged as dangerous.
    const use = this.#use(nameIn(module), nameIn(name));
    this.push({ kind: 'global', module: use.module, name: use.name });
  }

  #use(module: string, name: string): GlobalUse {
    const key = `${module}\n${name}`;
    const known = this.globals.get(key);
    if (known !== undefined) return known;
    if (this.globals.size >= mostGlobals) throw new DataFault(`More than ${mostGlobals} names are imported.`);
    const use: GlobalUse = { module, name, calls: 0 };
    this.globals.set(key, use);
    return use;
  }

  call(callable: PickleValue, args: PickleValue): void {
    const use =
      callable.kind === 'global'
        ? this.#use(callable.module, callable.name)
        : this.#use('<computed>', describeCallable(callable));
    use.calls += 1;
    use.firstArguments ??= args;
    this.push({ kind: 'object', callable, args, added: [] });
  }

  extend(items: readonly PickleValue[]): void {
    const target = this.top();
    const grows = target.kind === 'object' ? target.added : itemsOf(target);
    for (const item of items) {
      if (grows.length >= longestList || (this.budget.items -= 1) < 0) return;
      (grows as PickleValue[]).push(item);
    }
  }

  setItems(items: readonly PickleValue[]): void {
    const target = this.top();
    const grows = target.kind === 'dict' ? target.entries : target.kind === 'object' ? target.added : [];
    for (let index = 0; index + 1 < items.length; index += 2) {
      if (grows.length >= longestDict || (this.budget.items -= 1) < 0) return;
      const key = items[index] ?? none;
      const value = items[index + 1] ?? none;
      if (target.kind === 'dict') target.entries.push([key, value]);
      else if (target.kind === 'object') target.added.push({ kind: 'tuple', items: [key, value] });
    }
  }

  build(): void {
    const state = this.pop();
    const target = this.top();
    // BUILD calls __setstate__ where there is one: of a class that is among the globals already.
    if (target.kind === 'object') {
      target.state = state;
      if (classOf(target) === 'joblib.numpy_pickle.NumpyArrayWrapper')
        this.array = arrayBehind(target, state);
    } else if (target.kind === 'global') {
      // Attributes set on an imported thing change it for the whole program.
      this.#use('<changed>', `${target.module}.${target.name}`);
    }
  }
}

/** A name that is not written out whole cannot be known. */
function nameIn(value: PickleValue): string {
  const name = value.kind === 'text' && value.cut !== true ? value.value : undefined;
  return name === undefined || name.length > longestName ? '<computed>' : name;
}

function describeCallable(value: PickleValue): string {
  return value.kind === 'object' ? `<result of ${classOf(value) ?? 'a call'}>` : '<value>';
}

/** joblib writes an array's bytes right behind the wrapper that describes it. */
function arrayBehind(owner: PickleObject, state: PickleValue): InlineArray {
  const sizes = itemsOf(entryOf(state, 'shape')).map(numberOf);
  const count = sizes.reduce<number>((product, size) => product * (size ?? Number.NaN), 1);
  const width = widthOf(entryOf(state, 'dtype'));
  const aligned = numberOf(entryOf(state, 'numpy_array_alignment_bytes')) !== undefined;
  if (width === 'object') return { owner, bytes: undefined, aligned };
  const bytes = count * (width ?? Number.NaN);
  if (!Number.isSafeInteger(bytes) || bytes < 0)
    throw new DataFault('An array of a joblib file has no size.');
  return { owner, bytes, aligned };
}

/** Bytes of one element, from the arguments of the call that would make the dtype. */
function widthOf(dtype: PickleValue | undefined): number | 'object' | undefined {
  if (dtype?.kind !== 'object') return undefined;
  const code = textOf(itemsOf(dtype.args)[0]) ?? '';
  const [, letter, size] = /^[<>|=]?([a-zA-Z?])(\d*)$/.exec(code) ?? [];
  if (letter === undefined) return undefined;
  if (letter === 'O') return 'object';
  if (letter === '?') return 1;
  // Structured types carry their width in the state: (3, order, subdtype, names, fields, width, alignment, flags).
  if (letter === 'V') return numberOf(itemsOf(dtype.state)[5]) ?? Number(size);
  return Number(size) * (letter === 'U' ? 4 : 1);
}
