import { DataEnds, DataFault } from '../bytes/data-fault.ts';
import type { ByteWindow } from '../bytes/byte-window.ts';
import { near, type Machine } from './machine.ts';
import type { PickleValue } from './pickle-value.ts';
import { unescapeText, unquoteText } from './python-text.ts';

type Act = (machine: Machine) => void;

const none: PickleValue = { kind: 'none' };

/** Up to and without the next line feed, which the walk has made near. */
function line(input: ByteWindow): string {
  const length = input.indexOf(10);
  if (length < 0) {
    const what = `A line that begins at ${input.position} does not end.`;
    throw input.near < near ? new DataEnds(what) : new DataFault(what);
  }
  const text = input.text(length);
  input.skip(1);
  return text;
}

/** A little-endian two's-complement integer: exact up to 2^53, which is enough for sizes; longer than 32 bytes it is not looked at. */
function integer(input: ByteWindow, count: number): number {
  if (count > 32) {
    input.skip(count);
    return Number.NaN;
  }
  const bytes = input.take(count);
  const value = bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const negative = ((bytes.at(-1) ?? 0) & 0x80) !== 0;
  return Number(negative ? value - (1n << BigInt(8 * count)) : value);
}

const u8 = (input: ByteWindow) => input.uint8();
const u16 = (input: ByteWindow) => input.uint16();
const u32 = (input: ByteWindow) => input.uint32();
const u64 = (input: ByteWindow) => input.uint64();

const number =
  (read: (input: ByteWindow) => number): Act =>
  (m) =>
    m.push({ kind: 'number', value: read(m.in) });
const written: Act = (m) => {
  const text = line(m.in);
  if (text === '00' || text === '01') m.push({ kind: 'bool', value: text === '01' });
  else m.push({ kind: 'number', value: Number(text.replace(/L$/, '')) });
};
/** A text in the rest of the line, which the walk has made near. */
const lineText =
  (read: (text: string) => string): Act =>
  (m) => {
    m.text(m.in.indexOf(10), read);
    m.in.skip(1);
  };
const sizedText =
  (length: (input: ByteWindow) => number): Act =>
  (m) =>
    m.text(length(m.in));
const bytes =
  (length: (input: ByteWindow) => number): Act =>
  (m) =>
    m.bytes(length(m.in));
const constant =
  (value: PickleValue): Act =>
  (m) =>
    m.push(value);
const tuple =
  (count: number): Act =>
  (m) => {
    const items = Array.from({ length: count }, () => m.pop()).reverse();
    m.push({ kind: 'tuple', items });
  };
const extension =
  (read: (input: ByteWindow) => number): Act =>
  (m) =>
    m.global({ kind: 'text', value: 'copyreg' }, { kind: 'text', value: `<extension ${read(m.in)}>` });
const put =
  (read: (input: ByteWindow) => number): Act =>
  (m) =>
    m.remember(read(m.in));
const get =
  (read: (input: ByteWindow) => number): Act =>
  (m) =>
    m.recall(read(m.in));
const asText = (value: string): PickleValue => ({ kind: 'text', value });

/** Calls with what lies on top as the arguments. */
const reduce: Act = (m) => {
  const args = m.pop();
  m.call(m.pop(), args);
};

const dict: Act = (m) => {
  const items = m.popToMark();
  m.push({ kind: 'dict', entries: [] });
  m.setItems(items);
};

const setItem: Act = (m) => {
  const value = m.pop();
  const key = m.pop();
  m.setItems([key, value]);
};

const stackGlobal: Act = (m) => {
  const name = m.pop();
  m.global(m.pop(), name);
};

const newObjectEx: Act = (m) => {
  m.pop();
  reduce(m);
};

const object: Act = (m) => {
  const [callable = none, ...items] = m.popToMark();
  m.call(callable, { kind: 'tuple', items });
};

const instance: Act = (m) => {
  const module = line(m.in);
  const name = line(m.in);
  const items = m.popToMark();
  m.global(asText(module), asText(name));
  m.call(m.pop(), { kind: 'tuple', items });
};

const global: Act = (m) => {
  const module = line(m.in);
  m.global(asText(module), asText(line(m.in)));
};

/** Instructions and their arguments as in Python's `pickletools`, by the character of their code. */
const acts: Readonly<Record<string, Act>> = {
  '\x80': (m) => m.setProtocol(m.in.uint8()),
  '\x95': (m) => m.in.skip(8), // FRAME
  '.': (m) => {
    m.stopped = true;
  },
  '(': constant({ kind: 'mark' }),
  '0': (m) => m.pop(),
  '1': (m) => m.popToMark(),
  '2': (m) => m.push(m.top()), // DUP
  N: constant(none),
  '\x88': constant({ kind: 'bool', value: true }),
  '\x89': constant({ kind: 'bool', value: false }),
  I: written,
  L: written,
  F: written,
  J: number((input) => input.int32()),
  K: number(u8),
  M: number(u16),
  '\x8a': number((input) => integer(input, input.uint8())),
  '\x8b': number((input) => integer(input, input.uint32())),
  G: number((input) => input.float64(false)),
  S: lineText(unquoteText),
  V: lineText(unescapeText),
  T: sizedText(u32),
  U: sizedText(u8),
  X: sizedText(u32),
  '\x8c': sizedText(u8),
  '\x8d': sizedText(u64),
  B: bytes(u32),
  C: bytes(u8),
  '\x8e': bytes(u64),
  '\x96': bytes(u64), // BYTEARRAY8
  '\x97': constant({ kind: 'bytes', length: 0, head: new Uint8Array(0) }), // NEXT_BUFFER
  '\x98': () => undefined, // READONLY_BUFFER
  ']': (m) => m.push({ kind: 'list', items: [] }),
  l: (m) => m.push({ kind: 'list', items: m.popToMark() }),
  a: (m) => m.extend([m.pop()]),
  e: (m) => m.extend(m.popToMark()),
  ')': tuple(0),
  '\x85': tuple(1),
  '\x86': tuple(2),
  '\x87': tuple(3),
  t: (m) => m.push({ kind: 'tuple', items: m.popToMark() }),
  '}': (m) => m.push({ kind: 'dict', entries: [] }),
  d: dict,
  s: setItem,
  u: (m) => m.setItems(m.popToMark()),
  '\x8f': (m) => m.push({ kind: 'set', items: [] }),
  '\x90': (m) => m.extend(m.popToMark()),
  '\x91': (m) => m.push({ kind: 'set', items: m.popToMark() }),
  p: put((input) => Number(line(input))),
  q: put(u8),
  r: put(u32),
  '\x94': (m) => m.remember(),
  g: get((input) => Number(line(input))),
  h: get(u8),
  j: get(u32),
  c: global,
  '\x93': stackGlobal,
  R: reduce,
  '\x81': reduce, // NEWOBJ
  '\x92': newObjectEx,
  o: object,
  i: instance,
  b: (m) => m.build(),
  '\x82': extension(u8),
  '\x83': extension(u16),
  '\x84': extension(u32),
  P: (m) => m.push({ kind: 'persistent', id: asText(line(m.in)) }),
  Q: (m) => m.push({ kind: 'persistent', id: m.pop() }),
};

/** By code. */
export const instructions: readonly (Act | undefined)[] = Array.from(
  { length: 256 },
  (_, code) => acts[String.fromCharCode(code)],
);

/** STRING and UNICODE: texts in one line, which may be long. */
export const longLines: ReadonlySet<number> = new Set([0x53, 0x56]);
