import { DataEnds, DataFault } from './data-fault.ts';

/** Bytes that `run` answers at the most, and the longest match on top. */
const piece = 1 << 16;
const longestMatch = 273;
const top = 1 << 24;

const half = (count: number): Uint16Array => new Uint16Array(count).fill(1024);

/** Probabilities of one length code. */
interface LengthModel {
  readonly choice: Uint16Array;
  readonly low: Uint16Array;
  readonly middle: Uint16Array;
  readonly high: Uint16Array;
}

const lengthModel = (): LengthModel => ({
  choice: half(2),
  low: half(16 * 8),
  middle: half(16 * 8),
  high: half(256),
});

/** How literals and matches are told apart: the numbers `lc`, `lp` and `pb` of the format. */
export interface LzmaProperties {
  readonly literalContext: number;
  readonly literalPosition: number;
  readonly position: number;
}

export function propertiesOf(byte: number): LzmaProperties {
  const rest = Math.floor(byte / 9);
  if (byte >= 225) throw new DataFault('The LZMA properties are none.');
  return { literalContext: byte % 9, literalPosition: rest % 5, position: Math.floor(rest / 5) };
}

/** The range decoder and the model of LZMA, after the specification in the LZMA SDK. It lives for one stream. */
export class LzmaDecoder {
  readonly #bytes: Uint8Array;
  /** Place of the next byte that is read. */
  at = 0;
  /** Bytes that have come out since the dictionary was emptied. */
  #total = 0;
  readonly #dictionary: Uint8Array;
  #place = 0;
  #properties: LzmaProperties = { literalContext: 0, literalPosition: 0, position: 0 };
  #range = 0;
  #code = 0;
  #state = 0;
  #distances: [number, number, number, number] = [0, 0, 0, 0];
  #literals = half(0x300);
  #isMatch = half(192);
  #isRep = half(12);
  #isRep0 = half(12);
  #isRep1 = half(12);
  #isRep2 = half(12);
  #isRep0Long = half(192);
  #slots = half(256);
  #special = half(128);
  #align = half(16);
  #matchLength = lengthModel();
  #repLength = lengthModel();
  #out = new Uint8Array(piece + longestMatch);
  #outLength = 0;
  /** What is left of a match that did not fit before the limit. */
  #pending = 0;
  /** True when the stream has said that it ends here. */
  ended = false;

  constructor(bytes: Uint8Array, dictionarySize: number) {
    this.#bytes = bytes;
    this.#dictionary = new Uint8Array(Math.max(4096, dictionarySize));
  }

  resetDictionary(): void {
    this.#total = 0;
    this.#place = 0;
  }

  resetState(properties: LzmaProperties): void {
    this.#properties = properties;
    this.#state = 0;
    this.#distances = [0, 0, 0, 0];
    this.#literals = half(0x300 << (properties.literalContext + properties.literalPosition));
    for (const model of [
      this.#isMatch,
      this.#isRep,
      this.#isRep0,
      this.#isRep1,
      this.#isRep2,
      this.#isRep0Long,
    ])
      model.fill(1024);
    for (const model of [this.#slots, this.#special, this.#align]) model.fill(1024);
    this.#matchLength = lengthModel();
    this.#repLength = lengthModel();
    this.#pending = 0;
  }

  get properties(): LzmaProperties {
    return this.#properties;
  }

  startRange(): void {
    if (this.#next() !== 0) throw new DataFault('The LZMA data does not begin as it should.');
    this.#range = 0xffffffff;
    this.#code = 0;
    for (let index = 0; index < 4; index += 1) this.#code = ((this.#code << 8) | this.#next()) >>> 0;
  }

  #next(): number {
    const byte = this.#bytes[this.at];
    if (byte === undefined) throw new DataEnds('The LZMA data is cut off.');
    this.at += 1;
    return byte;
  }

  /** Bytes that are not compressed. */
  copy(count: number): Uint8Array {
    if (this.at + count > this.#bytes.length) throw new DataEnds('The LZMA data is cut off.');
    const plain = this.#bytes.subarray(this.at, this.at + count);
    this.at += count;
    for (const byte of plain) this.#put(byte);
    this.#outLength = 0;
    return plain;
  }

  #put(byte: number): void {
    this.#dictionary[this.#place] = byte;
    this.#place = this.#place + 1 === this.#dictionary.length ? 0 : this.#place + 1;
    this.#total += 1;
    if (this.#outLength < this.#out.length) this.#out[this.#outLength++] = byte;
  }

  #back(distance: number): number {
    const place = this.#place - distance - 1;
    return this.#dictionary[place < 0 ? place + this.#dictionary.length : place] ?? 0;
  }

  /** Decodes up to `most` bytes; fewer only when the stream ends. */
  run(most: number): Uint8Array {
    this.#outLength = 0;
    const limit = Math.min(most, piece);
    this.#repeat(limit);
    while (this.#outLength < limit && !this.ended) this.#step(limit);
    return this.#out.slice(0, this.#outLength);
  }

  #repeat(limit: number): void {
    const [distance] = this.#distances;
    for (; this.#pending > 0 && this.#outLength < limit; this.#pending -= 1) this.#put(this.#back(distance));
  }

  #step(limit: number): void {
    const positionState = this.#total & ((1 << this.#properties.position) - 1);
    const state = this.#state;
    if (this.#bit(this.#isMatch, state * 16 + positionState) === 0) {
      this.#put(this.#literal());
      this.#state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      return;
    }
    const length =
      this.#bit(this.#isRep, state) === 1 ? this.#repeated(positionState) : this.#matched(positionState);
    if (length === 0) return;
    const [distance] = this.#distances;
    if (distance >= this.#total || distance >= this.#dictionary.length)
      throw new DataFault('An LZMA match points outside.');
    this.#pending = length;
    this.#repeat(limit);
  }

  /** A match with a new distance. 0: the mark of the end. */
  #matched(positionState: number): number {
    const [first, second, third] = this.#distances;
    const length = this.#length(this.#matchLength, positionState);
    this.#state = this.#state < 7 ? 7 : 10;
    const distance = this.#distance(length);
    if (distance === 0xffffffff) {
      this.ended = true;
      return 0;
    }
    this.#distances = [distance, first, second, third];
    return length;
  }

  /** A match with one of the last distances. */
  #repeated(positionState: number): number {
    const state = this.#state;
    if (this.#bit(this.#isRep0, state) === 0) {
      if (this.#bit(this.#isRep0Long, state * 16 + positionState) === 0) {
        this.#state = state < 7 ? 9 : 11;
        return 1;
      }
    } else {
      const [zero, one, two, three] = this.#distances;
      if (this.#bit(this.#isRep1, state) === 0) this.#distances = [one, zero, two, three];
      else if (this.#bit(this.#isRep2, state) === 0) this.#distances = [two, zero, one, three];
      else this.#distances = [three, zero, one, two];
    }
    const length = this.#length(this.#repLength, positionState);
    this.#state = state < 7 ? 8 : 11;
    return length;
  }

  #literal(): number {
    const { literalContext, literalPosition } = this.#properties;
    const before = this.#total > 0 ? this.#back(0) : 0;
    const row =
      ((this.#total & ((1 << literalPosition) - 1)) << literalContext) + (before >> (8 - literalContext));
    const base = 0x300 * row;
    let symbol = 1;
    if (this.#state >= 7) {
      let match = this.#back(this.#distances[0]);
      do {
        const matchBit = (match >> 7) & 1;
        match <<= 1;
        const bit = this.#bit(this.#literals, base + ((1 + matchBit) << 8) + symbol);
        symbol = (symbol << 1) | bit;
        if (matchBit !== bit) break;
      } while (symbol < 0x100);
    }
    while (symbol < 0x100) symbol = (symbol << 1) | this.#bit(this.#literals, base + symbol);
    return symbol & 0xff;
  }

  #length(model: LengthModel, positionState: number): number {
    if (this.#bit(model.choice, 0) === 0) return 2 + this.#tree(model.low, positionState * 8, 3);
    if (this.#bit(model.choice, 1) === 0) return 10 + this.#tree(model.middle, positionState * 8, 3);
    return 18 + this.#tree(model.high, 0, 8);
  }

  #distance(length: number): number {
    const slot = this.#tree(this.#slots, Math.min(length - 2, 3) * 64, 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const base = ((2 | (slot & 1)) << bits) >>> 0;
    if (slot < 14) return base + this.#reverse(this.#special, base - slot, bits);
    let direct = 0;
    for (let index = 0; index < bits - 4; index += 1) direct = direct * 2 + this.#direct();
    return base + direct * 16 + this.#reverse(this.#align, 0, 4);
  }

  #tree(model: Uint16Array, base: number, bits: number): number {
    let symbol = 1;
    for (let index = 0; index < bits; index += 1) symbol = symbol * 2 + this.#bit(model, base + symbol);
    return symbol - (1 << bits);
  }

  #reverse(model: Uint16Array, base: number, bits: number): number {
    let symbol = 1;
    let value = 0;
    for (let index = 0; index < bits; index += 1) {
      const bit = this.#bit(model, base + symbol);
      symbol = symbol * 2 + bit;
      value += bit * 2 ** index;
    }
    return value;
  }

  #direct(): number {
    this.#range >>>= 1;
    const bit = this.#code >= this.#range ? 1 : 0;
    if (bit === 1) this.#code = (this.#code - this.#range) >>> 0;
    this.#normalize();
    return bit;
  }

  #bit(model: Uint16Array, index: number): 0 | 1 {
    const probability = model[index] ?? 1024;
    const bound = (this.#range >>> 11) * probability;
    let bit: 0 | 1 = 0;
    if (this.#code < bound) {
      this.#range = bound;
      model[index] = probability + ((2048 - probability) >> 5);
    } else {
      this.#range -= bound;
      this.#code -= bound;
      model[index] = probability - (probability >> 5);
      bit = 1;
    }
    this.#normalize();
    return bit;
  }

  #normalize(): void {
    if (this.#range >= top) return;
    this.#range = (this.#range << 8) >>> 0;
    this.#code = ((this.#code << 8) | this.#next()) >>> 0;
  }
}
