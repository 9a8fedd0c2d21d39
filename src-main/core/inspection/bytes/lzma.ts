import { DataEnds, DataFault } from './data-fault.ts';
import { LzmaDecoder, propertiesOf } from './lzma-decoder.ts';

/** Larger dictionaries than that of the strongest common preset, 64 MiB, are not made. */
const largestDictionary = 128 << 20;

/** An .lzma file. Throws `DataEnds`, `DataFault`. */
export function* unpackLzma(bytes: Uint8Array): Generator<Uint8Array> {
  if (bytes.length < 13) throw new DataEnds('The LZMA data is cut off.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const announced = view.getBigUint64(5, true);
  const decoder = new LzmaDecoder(bytes, limited(view.getUint32(1, true)));
  decoder.at = 13;
  decoder.resetState(propertiesOf(bytes[0] ?? 255));
  decoder.startRange();
  // All bits set: the length is not known, and a mark stands at the end.
  let left = announced === 0xffffffffffffffffn ? Number.POSITIVE_INFINITY : Number(announced);
  while (left > 0) {
    const block = decoder.run(left);
    left -= block.length;
    yield block;
    if (decoder.ended) return;
  }
}

/**
 * An .xz file, without looking at checksums: a damaged model shows in what it holds. LZMA2 is read, without the filters for
 * programs. After the description of the .xz format, version 1.2. Throws `DataEnds`, `DataFault`.
 */
export function* unpackXz(bytes: Uint8Array): Generator<Uint8Array> {
  let at = 0;
  while (at < bytes.length) {
    if (bytes.length - at < 12) throw new DataEnds('The xz data is cut off.');
    const check = (bytes[at + 7] ?? 0) & 15;
    at += 12;
    for (;;) {
      const size = bytes[at];
      if (size === undefined) throw new DataEnds('The xz data is cut off.');
      if (size === 0) break;
      const dictionary = dictionaryOf(bytes.subarray(at, at + (size + 1) * 4));
      const start = at + (size + 1) * 4;
      const end = yield* lzma2(bytes, start, dictionary);
      // Padding to four bytes, then the checksum.
      at =
        start + Math.ceil((end - start) / 4) * 4 + (check === 0 ? 0 : 4 * 2 ** Math.floor((check - 1) / 3));
    }
    at = endOfStream(bytes, at);
  }
}

/** The size of the dictionary, from a block header with LZMA2 as its one filter. */
function dictionaryOf(header: Uint8Array): number {
  let at = 2;
  const flags = header[1] ?? 0;
  const skipNumber = () => {
    while ((header[at] ?? 0) >= 0x80) at += 1;
    at += 1;
  };
  if ((flags & 3) !== 0) throw new DataFault('The xz data has filters that are not read.');
  if ((flags & 0x40) !== 0) skipNumber();
  if ((flags & 0x80) !== 0) skipNumber();
  if (header[at] !== 0x21 || header[at + 1] !== 1)
    throw new DataFault('The xz data has a filter that is not read.');
  const bits = header[at + 2] ?? 255;
  if (bits > 40) throw new DataFault('The xz dictionary is too large.');
  return limited((2 | (bits & 1)) * 2 ** (Math.floor(bits / 2) + 11));
}

function limited(size: number): number {
  if (size > largestDictionary)
    throw new DataFault(
      `A dictionary of ${Math.round(size / 2 ** 20)} MiB is wanted; ${largestDictionary >> 20} are given.`,
    );
  return size;
}

/** Chunks of LZMA2; answers the place behind the last. */
function* lzma2(bytes: Uint8Array, start: number, dictionary: number): Generator<Uint8Array, number> {
  const decoder = new LzmaDecoder(bytes, dictionary);
  decoder.at = start;
  const next = (count: number): number => {
    let value = 0;
    for (let index = 0; index < count; index += 1) {
      const byte = bytes[decoder.at];
      if (byte === undefined) throw new DataEnds('The xz data is cut off.');
      decoder.at += 1;
      value = value * 256 + byte;
    }
    return value;
  };
  for (;;) {
    const control = next(1);
    if (control === 0) return decoder.at;
    if (control === 1 || control >= 0xe0) decoder.resetDictionary();
    if (control < 0x80) {
      if (control > 2) throw new DataFault('An LZMA2 chunk is none.');
      yield decoder.copy(next(2) + 1);
      continue;
    }
    let left = ((control & 0x1f) << 16) + next(2) + 1;
    const end = decoder.at + 2 + (control >= 0xc0 ? 1 : 0) + next(2) + 1;
    if (control >= 0xc0) decoder.resetState(propertiesOf(next(1)));
    else if (control >= 0xa0) decoder.resetState(decoder.properties);
    decoder.startRange();
    while (left > 0) {
      const block = decoder.run(left);
      if (block.length === 0) throw new DataFault('An LZMA2 chunk ends early.');
      left -= block.length;
      yield block;
    }
    if (decoder.at !== end) throw new DataFault('An LZMA2 chunk has another length than announced.');
  }
}

/** Behind the index, the footer and padding. */
function endOfStream(bytes: Uint8Array, index: number): number {
  for (let at = index; at + 1 < bytes.length; at += 1)
    if (bytes[at] === 0x59 && bytes[at + 1] === 0x5a && (at + 2 - index) % 4 === 0) {
      let end = at + 2;
      while (bytes[end] === 0) end += 1;
      return end;
    }
  throw new DataEnds('The xz data ends before its footer.');
}
