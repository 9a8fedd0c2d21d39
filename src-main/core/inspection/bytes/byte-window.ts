import { DataEnds } from './data-fault.ts';
import { joined, type ByteSource } from './byte-source.ts';

const decoder = new TextDecoder('utf-8');
/** Bytes asked for at a time. */
const piece = 1 << 18;

/**
 * A moving view of a source: `fill` brings bytes near, the other methods read those without waiting. What was skipped
 * is never read. Reading what is not there throws `DataEnds`.
 */
export class ByteWindow {
  readonly #source: ByteSource;
  #bytes: Uint8Array = new Uint8Array(0);
  #view = new DataView(this.#bytes.buffer);
  /** Place of the first byte of `#bytes` in the source. */
  #start = 0;
  #position: number;
  /** Place behind the last byte of the source, once it is known. */
  #end: number | undefined;

  constructor(source: ByteSource, position = 0) {
    this.#source = source;
    this.#start = position;
    this.#position = position;
  }

  get position(): number {
    return this.#position;
  }

  /** Bytes that can be read without `fill`. */
  get near(): number {
    return Math.max(0, this.#start + this.#bytes.length - this.#position);
  }

  /** Makes `count` bytes near, or all there are. */
  async fill(count: number): Promise<void> {
    if (this.near >= count || this.#start + this.#bytes.length === this.#end) return;
    if (this.near === 0) this.#restart();
    const pieces: Uint8Array[] = [this.#bytes.subarray(this.#position - this.#start)];
    let length = this.near;
    const end = this.#position + length;
    let at = end;
    while (length < count) {
      const more = await this.#source.read(at, Math.max(piece, count - length));
      if (more.length === 0) {
        this.#end = at;
        break;
      }
      pieces.push(more);
      length += more.length;
      at += more.length;
    }
    this.#bytes = joined(pieces, length);
    this.#view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, length);
    this.#start = this.#position;
  }

  #restart(): void {
    this.#bytes = new Uint8Array(0);
    this.#start = this.#position;
  }

  skip(count: number): void {
    if (!(count >= 0 && count <= Number.MAX_SAFE_INTEGER))
      throw new DataEnds(`${count} bytes are announced.`);
    this.#position += count;
  }

  #at(count: number): number {
    if (count > this.near)
      throw new DataEnds(`${count} bytes are announced at ${this.#position}, and the data ends before.`);
    const index = this.#position - this.#start;
    this.#position += count;
    return index;
  }

  /** A view, not a copy. */
  take(count: number): Uint8Array {
    const index = this.#at(count);
    return this.#bytes.subarray(index, index + count);
  }

  peek(offset = 0): number | undefined {
    return this.#bytes[this.#position - this.#start + offset];
  }

  uint8(): number {
    return this.#view.getUint8(this.#at(1));
  }

  uint16(): number {
    return this.#view.getUint16(this.#at(2), true);
  }

  uint32(): number {
    return this.#view.getUint32(this.#at(4), true);
  }

  int32(): number {
    return this.#view.getInt32(this.#at(4), true);
  }

  /** Beyond 2^53 the number is not exact: such a length is beyond any end anyway. */
  uint64(): number {
    return Number(this.#view.getBigUint64(this.#at(8), true));
  }

  float64(littleEndian: boolean): number {
    return this.#view.getFloat64(this.#at(8), littleEndian);
  }

  text(count: number): string {
    return decoder.decode(this.take(count));
  }

  /** Place of a byte from the position on, relative to it; -1 when it is not near. */
  indexOf(byte: number): number {
    const from = this.#position - this.#start;
    const index = this.#bytes.indexOf(byte, from);
    return index < 0 ? -1 : index - from;
  }
}
