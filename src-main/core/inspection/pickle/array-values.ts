import { attributeOf, classOf, itemsOf, nameOf, textOf, type PickleValue } from './pickle-value.ts';

export type Scalar = string | number | boolean;

const rebuilders = /^numpy\.(?:_?core\.multiarray\._reconstruct|_?core\.numeric\._frombuffer)$/;

/** The values of a one-dimensional array, a list or a tuple, when they are plain and all kept. */
export function arrayValues(value: PickleValue | undefined): Scalar[] | undefined {
  if (value === undefined) return undefined;
  if (value.kind === 'list' || value.kind === 'tuple') return scalars(value.items);
  if (value.kind !== 'object') return undefined;
  if (classOf(value) === 'joblib.numpy_pickle.NumpyArrayWrapper') return wrappedValues(value);
  const name = nameOf(value.callable) ?? '';
  if (name === 'numpy.ndarray' || rebuilders.test(name)) return rebuiltValues(value, name);
  return undefined;
}

type Made = PickleValue & { kind: 'object' };

/** An array that joblib wrote: `content` is its bytes, or for objects the pickle in its place. */
function wrappedValues(value: Made): Scalar[] | undefined {
  const { content } = value;
  if (content?.kind === 'bytes') return decode(content, attributeOf(value, 'dtype'));
  return arrayValues(content);
}

/** An array that NumPy wrote: `_reconstruct` with a state, or `_frombuffer(bytes, dtype, shape, order)`. */
function rebuiltValues(value: Made, name: string): Scalar[] | undefined {
  if (name.endsWith('_frombuffer')) {
    const [data, dtype] = itemsOf(value.args);
    return decode(data, dtype);
  }
  const [, , dtype, , data] = itemsOf(value.state);
  return data?.kind === 'list' ? scalars(data.items) : decode(data, dtype);
}

/** A scalar, plain or NumPy's. */
export function scalarOf(value: PickleValue | undefined): Scalar | undefined {
  if (value === undefined) return undefined;
  if (value.kind === 'text' || value.kind === 'bool' || value.kind === 'number') return value.value;
  if (value.kind !== 'object' || !/^numpy\._?core\.multiarray\.scalar$/.test(nameOf(value.callable) ?? ''))
    return undefined;
  const [dtype, data] = itemsOf(value.args);
  return decode(data, dtype)?.[0];
}

function scalars(items: readonly PickleValue[]): Scalar[] | undefined {
  const values = items.map(scalarOf);
  return values.every((value) => value !== undefined) ? values : undefined;
}

function decode(data: PickleValue | undefined, dtype: PickleValue | undefined): Scalar[] | undefined {
  const bytes = bytesOf(data);
  const code = dtype?.kind === 'object' ? textOf(itemsOf(dtype.args)[0]) : undefined;
  const [, order, letter, digits] = /^([<>|=]?)([biufUS?])(\d*)$/.exec(code ?? '') ?? [];
  if (bytes === undefined || letter === undefined) return undefined;
  const big = order === '>' || textOf(itemsOf(dtype?.kind === 'object' ? dtype.state : undefined)[1]) === '>';
  const size = letter === '?' ? 1 : Number(digits) * (letter === 'U' ? 4 : 1);
  if (size === 0) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values: Scalar[] = [];
  for (let at = 0; at + size <= bytes.length; at += size) {
    const value = element(view, at, letter, size, !big);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

function element(
  view: DataView,
  at: number,
  letter: string,
  size: number,
  little: boolean,
): Scalar | undefined {
  if (letter === 'U') return characters(view, at, size, little);
  if (letter === 'S') return characters(view, at, size, little, 1);
  if (letter === '?' || (letter === 'b' && size === 1)) return view.getUint8(at) !== 0;
  switch (`${letter}${size}`) {
    case 'i1':
      return view.getInt8(at);
    case 'i2':
      return view.getInt16(at, little);
    case 'i4':
      return view.getInt32(at, little);
    case 'i8':
      return Number(view.getBigInt64(at, little));
    case 'u1':
      return view.getUint8(at);
    case 'u2':
      return view.getUint16(at, little);
    case 'u4':
      return view.getUint32(at, little);
    case 'u8':
      return Number(view.getBigUint64(at, little));
    case 'f4':
      return view.getFloat32(at, little);
    case 'f8':
      return view.getFloat64(at, little);
    default:
      return undefined;
  }
}

function characters(view: DataView, at: number, size: number, little: boolean, width = 4): string {
  let text = '';
  for (let place = at; place < at + size; place += width) {
    const code = width === 4 ? view.getUint32(place, little) : view.getUint8(place);
    if (code === 0 || code > 0x10ffff) break;
    text += String.fromCodePoint(code);
  }
  return text;
}

/** Bytes that are all kept; protocols below 3 write them as text. */
function bytesOf(data: PickleValue | undefined): Uint8Array | undefined {
  if (data?.kind === 'bytes') return data.head.length === data.length ? data.head : undefined;
  const text =
    data?.kind === 'text'
      ? data.value
      : data?.kind === 'object' && nameOf(data.callable) === '_codecs.encode'
        ? textOf(itemsOf(data.args)[0])
        : undefined;
  return text === undefined ? undefined : Uint8Array.from(text, (character) => character.charCodeAt(0));
}
