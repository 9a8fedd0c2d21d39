import { DataFault } from './data-fault.ts';
/** Bytes that can be read piece by piece. */
export interface ByteSource {
  /** At most `length` bytes from `from` on; none only at the end. A source that flows is read forwards only. */
  readonly read: (from: number, length: number) => Promise<Uint8Array>;
}

/** A source over bytes in memory. */
export function sourceOf(bytes: Uint8Array): ByteSource {
  return { read: (from, length) => Promise.resolve(bytes.subarray(from, from + length)) };
}

/** A source over a stream: what lies before `from` is dropped. `limit` is the number of bytes after which it throws `fault()`. */
export function flowing(
  stream: AsyncIterable<Uint8Array>,
  limit: number,
  fault: () => Error,
): ByteSource & { readonly close: () => Promise<void> } {
  const iterator = stream[Symbol.asyncIterator]();
  let start = 0;
  let chunk: Uint8Array = new Uint8Array(0);
  const read = async (from: number, length: number): Promise<Uint8Array> => {
    if (from < start) throw new DataFault('The data would have to be read a second time.');
    while (from >= start + chunk.length) {
      start += chunk.length;
      if (start > limit) throw fault();
      const next = await iterator.next();
      if (next.done === true) {
        chunk = new Uint8Array(0);
        return chunk;
      }
      chunk = next.value;
    }
    return chunk.subarray(from - start, from - start + length);
  };
  return {
    read,
    close: async () => {
      await iterator.return?.();
    },
  };
}

/** The whole of a source, up to `limit` bytes. */
export async function readUpTo(source: ByteSource, limit: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  while (length < limit) {
    const piece = await source.read(length, limit - length);
    if (piece.length === 0) break;
    pieces.push(piece);
    length += piece.length;
  }
  return joined(pieces, length);
}

/** The source as a stream of pieces. */
export async function* streamOf(source: ByteSource, from = 0): AsyncGenerator<Uint8Array> {
  for (let position = from; ;) {
    const piece = await source.read(position, 1 << 18);
    if (piece.length === 0) return;
    yield piece;
    position += piece.length;
  }
}

/** `length` bytes of a source, as a source of their own. */
export function partOf(source: ByteSource, offset: number, length: number): ByteSource {
  return {
    read: (from, count) =>
      from >= length
        ? Promise.resolve(new Uint8Array(0))
        : source.read(offset + from, Math.min(count, length - from)),
  };
}

export function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return only;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
