import { DataEnds, DataFault } from './data-fault.ts';

/**
 * The blocks of a bzip2 file, without looking at checksums: a damaged model shows in what it holds. After the format of
 * bzip2 1.0. Throws `DataEnds`, `DataFault`.
 */
export function* unpackBzip2(bytes: Uint8Array): Generator<Uint8Array> {
  const bits = new BitReader(bytes);
  while (!bits.atEnd) {
    if (bits.take(24) !== 0x425a68) throw new DataFault('There is no bzip2 stream where one is announced.');
    const level = bits.take(8) - 0x30;
    if (level < 1 || level > 9) throw new DataFault('The bzip2 block size is none.');
    for (;;) {
      const first = bits.take(24);
      const second = bits.take(24);
      bits.take(32);
      if (first === 0x177245 && second === 0x385090) break;
      if (first !== 0x314159 || second !== 0x265359)
        throw new DataFault('There is no bzip2 block where one should be.');
      yield* expand(readBlock(bits, level * 100_000));
    }
    bits.align();
  }
}

class BitReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  #buffer = 0;
  #count = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get atEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** Drops what is left of the byte. */
  align(): void {
    this.#count = 0;
  }

  bit(): number {
    if (this.#count === 0) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) throw new DataEnds('The bzip2 data is cut off.');
      this.#at += 1;
      this.#buffer = byte;
      this.#count = 8;
    }
    this.#count -= 1;
    return (this.#buffer >> this.#count) & 1;
  }

  take(count: number): number {
    let value = 0;
    for (let index = 0; index < count; index += 1) value = value * 2 + this.bit();
    return value;
  }
}

interface Block {
  /** For each place, the byte in its low 8 bits and the place of its successor above. */
  readonly chain: Uint32Array;
  readonly length: number;
  readonly start: number;
}

function readBlock(bits: BitReader, most: number): Block {
  if (bits.bit() === 1) throw new DataFault('Randomized bzip2 blocks are not read.');
  const origin = bits.take(24);
  const symbols = readSymbols(bits);
  const tables = bits.take(3);
  const selectorCount = bits.take(15);
  if (tables < 2 || tables > 6 || selectorCount < 1 || symbols.length === 0)
    throw new DataFault('A bzip2 block has no tables.');
  const selectors = readSelectors(bits, tables, selectorCount);
  const codes = Array.from({ length: tables }, () => readCode(bits, symbols.length + 2));
  const chain = new Uint32Array(most);
  const counts = new Uint32Array(256);
  const length = readValues(bits, { symbols, selectors, codes, chain, counts, most });
  if (origin >= length) throw new DataFault('A bzip2 block begins outside of itself.');
  link(chain, counts, length);
  return { chain, length, start: (chain[origin] ?? 0) >>> 8 };
}

function readSymbols(bits: BitReader): number[] {
  const used = bits.take(16);
  const symbols: number[] = [];
  for (let high = 0; high < 16; high += 1) {
    if (((used >> (15 - high)) & 1) === 0) continue;
    const row = bits.take(16);
    for (let low = 0; low < 16; low += 1) if (((row >> (15 - low)) & 1) === 1) symbols.push(high * 16 + low);
  }
  return symbols;
}

function readSelectors(bits: BitReader, tables: number, count: number): Uint8Array {
  const order = Array.from({ length: tables }, (_, index) => index);
  return Uint8Array.from({ length: count }, () => {
    let place = 0;
    while (bits.bit() === 1) if ((place += 1) >= tables) throw new DataFault('A bzip2 selector is none.');
    const [table = 0] = order.splice(place, 1);
    order.unshift(table);
    return table;
  });
}

/** A Huffman code in canonical form: for each length, the first code, the first index, and the symbols in order. */
interface Code {
  readonly first: Int32Array;
  readonly offset: Int32Array;
  readonly count: Int32Array;
  readonly symbols: Uint16Array;
}

const longestCode = 20;

function readCode(bits: BitReader, size: number): Code {
  let length = bits.take(5);
  const lengths = Uint8Array.from({ length: size }, () => {
    for (;;) {
      if (length < 1 || length > longestCode) throw new DataFault('A bzip2 code is too long.');
      if (bits.bit() === 0) return length;
      length += bits.bit() === 0 ? 1 : -1;
    }
  });
  const count = new Int32Array(longestCode + 2);
  for (const one of lengths) count[one] = (count[one] ?? 0) + 1;
  const first = new Int32Array(longestCode + 2);
  const offset = new Int32Array(longestCode + 2);
  for (let one = 1; one <= longestCode; one += 1) {
    first[one + 1] = ((first[one] ?? 0) + (count[one] ?? 0)) * 2;
    offset[one + 1] = (offset[one] ?? 0) + (count[one] ?? 0);
  }
  const indices = Array.from({ length: size }, (_, index) => index);
  const symbols = Uint16Array.from(indices.sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0) || a - b));
  return { first, offset, count, symbols };
}

function decode(bits: BitReader, { first, offset, count, symbols }: Code): number {
  let code = 0;
  for (let length = 1; length <= longestCode; length += 1) {
    code = code * 2 + bits.bit();
    const index = code - (first[length] ?? 0);
    if (index >= 0 && index < (count[length] ?? 0)) return symbols[(offset[length] ?? 0) + index] ?? 0;
  }
  throw new DataFault('A bzip2 code is none.');
}

interface Values {
  readonly symbols: readonly number[];
  readonly selectors: Uint8Array;
  readonly codes: readonly Code[];
  readonly chain: Uint32Array;
  readonly counts: Uint32Array;
  readonly most: number;
}

/** Runs and moves to the front, until the symbol that ends the block. Answers the number of bytes. */
function readValues(bits: BitReader, { symbols, selectors, codes, chain, counts, most }: Values): number {
  const front = [...symbols];
  const last = symbols.length + 1;
  let length = 0;
  let run = 0;
  let weight = 1;
  const put = (byte: number, times: number) => {
    if (length + times > most) throw new DataFault('A bzip2 block grows too large.');
    counts[byte] = (counts[byte] ?? 0) + times;
    chain.fill(byte, length, length + times);
    length += times;
  };
  for (let index = 0; ; index += 1) {
    const code = codes[selectors[Math.floor(index / 50)] ?? 255];
    if (code === undefined) throw new DataFault('A bzip2 block has too few selectors.');
    const symbol = decode(bits, code);
    if (symbol <= 1) {
      if (run > most) throw new DataFault('A bzip2 run grows too large.');
      run += weight * (symbol + 1);
      weight *= 2;
      continue;
    }
    if (run > 0) put(front[0] ?? 0, run);
    run = 0;
    weight = 1;
    if (symbol === last) return length;
    const [byte = 0] = front.splice(symbol - 1, 1);
    front.unshift(byte);
    put(byte, 1);
  }
}

/** The inverse of the Burrows-Wheeler transform: each place learns its successor. */
function link(chain: Uint32Array, counts: Uint32Array, length: number): void {
  let sum = 0;
  const next = counts.map((count) => (sum += count) - count);
  for (let index = 0; index < length; index += 1) {
    const byte = (chain[index] ?? 0) & 0xff;
    const place = next[byte] ?? 0;
    next[byte] = place + 1;
    chain[place] = ((chain[place] ?? 0) & 0xff) | (index << 8);
  }
}

const piece = 1 << 16;

/** Follows the chain; four equal bytes are followed by a count of more. */
function* expand({ chain, length, start }: Block): Generator<Uint8Array> {
  let out = new Uint8Array(piece + 256);
  let to = 0;
  let place = start;
  let same = 0;
  let previous = -1;
  for (let index = 0; index < length; index += 1) {
    const entry = chain[place] ?? 0;
    const byte = entry & 0xff;
    place = entry >>> 8;
    if (same === 4) {
      out.fill(previous, to, to + byte);
      to += byte;
      same = 0;
      previous = -1;
    } else {
      same = byte === previous ? same + 1 : 1;
      previous = byte;
      out[to++] = byte;
    }
    if (to >= piece) {
      yield out.subarray(0, to);
      out = new Uint8Array(piece + 256);
      to = 0;
    }
  }
  if (to > 0) yield out.subarray(0, to);
}
