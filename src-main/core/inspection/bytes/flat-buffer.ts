import { DataFault } from './data-fault.ts';

const utf8 = new TextDecoder('utf-8');

/** A table of a FlatBuffer; fields are numbered in the order of their schema. Places outside throw `DataFault`. */
export interface FlatTable {
  readonly table: (field: number) => FlatTable | undefined;
  readonly tables: (field: number, most: number) => FlatTable[];
  readonly text: (field: number) => string | undefined;
  readonly int32: (field: number) => number | undefined;
  readonly bool: (field: number) => boolean;
}

/** The table at the root of a buffer. */
export function flatRoot(bytes: Uint8Array): FlatTable {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const u32 = (at: number): number => {
    if (!(at >= 0 && at + 4 <= bytes.length)) throw new DataFault('The buffer points outside of itself.');
    return view.getUint32(at, true);
  };
  const tableAt = (start: number): FlatTable => {
    const vtable = start - (u32(start) | 0);
    const size = u32(vtable) & 0xffff;
    const place = (field: number): number | undefined => {
      const slot = 4 + field * 2;
      if (slot + 2 > size) return undefined;
      const offset = u32(vtable + slot) & 0xffff;
      return offset === 0 ? undefined : start + offset;
    };
    const follow = (at: number) => at + u32(at);
    const vector = (at: number, most: number): FlatTable[] => {
      const from = follow(at);
      return Array.from({ length: Math.min(u32(from), most) }, (_, index) =>
        tableAt(follow(from + 4 + index * 4)),
      );
    };
    const textAt = (at: number): string => {
      const length = u32(at);
      if (at + 4 + length > bytes.length) throw new DataFault('A text reaches beyond the buffer.');
      return utf8.decode(bytes.subarray(at + 4, at + 4 + Math.min(length, 1 << 20)));
    };
    const read = <Value>(field: number, at: (place: number) => Value): Value | undefined => {
      const found = place(field);
      return found === undefined ? undefined : at(found);
    };
    return {
      table: (field) => read(field, (at) => tableAt(follow(at))),
      tables: (field, most) => read(field, (at) => vector(at, most)) ?? [],
      text: (field) => read(field, (at) => textAt(follow(at))),
      int32: (field) => read(field, (at) => u32(at) | 0),
      bool: (field) => read(field, (at) => bytes[at] === 1) ?? false,
    };
  };
  return tableAt(u32(0));
}
