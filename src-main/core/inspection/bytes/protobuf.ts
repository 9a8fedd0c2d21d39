import { DataEnds, DataFault } from './data-fault.ts';
import { ByteWindow } from './byte-window.ts';
import type { ByteSource } from './byte-source.ts';

/** Fields of one file at the most. */
const mostFields = 5_000_000;
const near = 1 << 12;

/**
 * What to do with the fields of a message, by number. A field without an entry is passed over without being read. A nested
 * message is an object of its own; `begin` answers it.
 */
export type MessageShape = Readonly<Record<number, Field>>;

type Field =
  | { readonly message: () => MessageShape }
  /** Bytes up to `most`; longer ones are passed over. */
  | { readonly bytes: (value: Uint8Array) => void; readonly most: number }
  | { readonly text: (value: string) => void }
  /** A varint: exact up to 2^53. */
  | { readonly number: (value: number) => void };

const utf8 = new TextDecoder('utf-8');
const longestText = 4096;
const deepest = 40;

export interface ReadProtobufOptions {
  readonly pause: () => Promise<void>;
}

/** Reads a protobuf message. Throws `DataEnds` where it is cut off, and `DataFault` where it is none. */
export async function readProtobuf(
  source: ByteSource,
  size: number,
  shape: MessageShape,
  { pause }: ReadProtobufOptions,
): Promise<void> {
  const window = new ByteWindow(source);
  const budget = { fields: mostFields };
  const read = async (end: number, fields: MessageShape, depth: number): Promise<void> => {
    while (window.position < end) {
      if ((budget.fields -= 1) < 0) throw new DataFault(`There are more than ${mostFields} fields.`);
      if (budget.fields % 20_000 === 0) await pause();
      if (window.near < near) await window.fill(near);
      const tag = varint(window);
      const handler = fields[Math.floor(tag / 8)];
      const wire = tag % 8;
      if (tag < 8) throw new DataFault(`There is no field 0, as at ${window.position}.`);
      if (wire !== 2) readScalar(window, wire, handler);
      else {
        const length = varint(window);
        const stop = window.position + length;
        if (stop > end) {
          const what = `A field at ${window.position} goes on until ${stop}, beyond ${end}.`;
          throw end === size ? new DataEnds(what) : new DataFault(what);
        }
        if (handler !== undefined && 'message' in handler) {
          if (depth >= deepest) throw new DataFault('Messages are nested too deeply.');
          await read(stop, handler.message(), depth + 1);
        } else if (handler !== undefined) await readBytes(window, length, handler);
        window.skip(stop - window.position);
      }
    }
    if (window.position > end) throw new DataFault(`A message that ends at ${end} has fields beyond it.`);
  };
  await read(size, shape, 0);
}

function readScalar(window: ByteWindow, wire: number, handler: MessageShape[number] | undefined): void {
  if (wire === 0) {
    const value = varint(window);
    if (handler !== undefined && 'number' in handler) handler.number(value);
  } else if (wire === 1) window.take(8);
  else if (wire === 5) window.take(4);
  else throw new DataFault(`There is no field of kind ${wire}, as at ${window.position}.`);
}

async function readBytes(
  window: ByteWindow,
  length: number,
  handler: MessageShape[number] | undefined,
): Promise<void> {
  if (handler === undefined) return;
  if ('text' in handler) {
    const kept = Math.min(length, longestText);
    await window.fill(kept);
    handler.text(utf8.decode(window.take(kept)));
  } else if ('bytes' in handler && length <= handler.most) {
    await window.fill(length);
    handler.bytes(window.take(length).slice());
  } else if ('number' in handler) {
    // A packed list: each is told.
    const stop = window.position + length;
    await window.fill(Math.min(length, near));
    while (window.position < stop && window.near > 10) handler.number(varint(window));
  }
}

/** Signed, as int64 is written; exact up to 2^53. */
function varint(window: ByteWindow): number {
  // In three parts of 28, 28 and 8 bits, so that small negative numbers stay exact.
  const parts: [number, number, number] = [0, 0, 0];
  for (let count = 0; count < 10; count += 1) {
    const byte = window.uint8();
    const index = count < 4 ? 0 : count < 8 ? 1 : 2;
    parts[index] += (byte & 0x7f) * 128 ** (count % 4);
    if (byte >= 0x80) continue;
    const [low, middle, high] = parts;
    return ((high & 0xff) >= 0x80 ? (high & 0xff) - 0x100 : high) * 2 ** 56 + middle * 2 ** 28 + low;
  }
  throw new DataFault(`A number at ${window.position} has no end.`);
}
