import { DataEnds, DataFault } from './data-fault.ts';

const largestBlock = 4 << 20;
/** How far back a match may point. */
const history = 1 << 16;

/**
 * The frames of an LZ4 file, block by block, without looking at checksums: a damaged model shows in what it holds. After the
 * description of the frame format, version 1.6. Throws `DataEnds`, `DataFault`.
 */
export function* unpackLz4(bytes: Uint8Array): Generator<Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at < bytes.length) at = yield* frame(bytes, view, at);
}

function* frame(bytes: Uint8Array, view: DataView, start: number): Generator<Uint8Array, number> {
  need(bytes, start, 7);
  const magic = view.getUint32(start, true);
  if ((magic & 0xfffffff0) === 0x184d2a50) return start + 8 + view.getUint32(start + 4, true);
  if (magic !== 0x184d2204) throw new DataFault('There is no LZ4 frame where one is announced.');
  const flags = bytes[start + 4] ?? 0;
  const has = (bit: number) => (flags & bit) !== 0;
  let at = start + 7 + (has(8) ? 8 : 0) + (has(1) ? 4 : 0);
  let before = new Uint8Array(0);
  for (;;) {
    need(bytes, at, 4);
    const word = view.getUint32(at, true);
    at += 4;
    if (word === 0) return at + (has(4) ? 4 : 0);
    const length = word & 0x7fffffff;
    if (length > largestBlock) throw new DataFault('An LZ4 block is too large.');
    need(bytes, at, length);
    const packed = bytes.subarray(at, at + length);
    const block =
      word >>> 31 === 1 ? packed.slice() : unpackBlock(packed, has(0x20) ? new Uint8Array(0) : before);
    yield block;
    before = tailOf(before, block);
    at += length + (has(16) ? 4 : 0);
  }
}

function tailOf(before: Uint8Array, block: Uint8Array): Uint8Array<ArrayBuffer> {
  if (block.length >= history) return block.slice(block.length - history);
  const kept = before.subarray(Math.max(0, before.length + block.length - history));
  const tail = new Uint8Array(kept.length + block.length);
  tail.set(kept);
  tail.set(block, kept.length);
  return tail;
}

/** Sequences of literals and matches. `before` is what came out of the blocks before this one. */
function unpackBlock(packed: Uint8Array, before: Uint8Array): Uint8Array {
  const out = new Uint8Array(before.length + largestBlock);
  out.set(before);
  let to = before.length;
  let at = 0;
  const long = (short: number): number => {
    let length = short;
    if (short < 15) return length;
    for (let byte = 255; byte === 255; length += byte) byte = packed[at++] ?? end();
    return length;
  };
  while (at < packed.length) {
    const token = packed[at++] ?? end();
    const literals = long(token >> 4);
    if (at + literals > packed.length) end();
    if (to + literals > out.length) throw new DataFault('An LZ4 block grows too large.');
    out.set(packed.subarray(at, at + literals), to);
    at += literals;
    to += literals;
    if (at >= packed.length) break;
    const offset = (packed[at] ?? 0) | ((packed[at + 1] ?? end()) << 8);
    at += 2;
    const length = long(token & 15) + 4;
    if (offset === 0 || offset > to || to + length > out.length)
      throw new DataFault('An LZ4 match points outside.');
    for (let index = 0; index < length; index += 1, to += 1) out[to] = out[to - offset] ?? 0;
  }
  return out.slice(before.length, to);
}

function end(): never {
  throw new DataEnds('An LZ4 block is cut off.');
}

function need(bytes: Uint8Array, at: number, count: number): void {
  if (at + count > bytes.length) throw new DataEnds('The LZ4 data is cut off.');
}
