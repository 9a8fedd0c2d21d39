import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { unpackBzip2 } from './bzip2.ts';
import { DataEnds, DataFault } from './data-fault.ts';
import { unpackLz4 } from './lz4.ts';
import { unpackLzma, unpackXz } from './lzma.ts';

const folder = join(import.meta.dirname, '../testing/fixtures/compressed');
const pattern = Array.from({ length: 60_000 }, (_, index) => `${(index * index) % 977}\n`).join('');

const formats = [
  ['pattern.bz2', unpackBzip2],
  ['pattern.xz', unpackXz],
  ['pattern.lzma', unpackLzma],
  ['pattern.lz4', unpackLz4],
  ['independent.lz4', unpackLz4],
] as const;

it.each(formats)('%s comes out as it went in', (name, unpack) => {
  expect(Buffer.concat([...unpack(readFileSync(join(folder, name)))]).toString('latin1')).toBe(pattern);
});

it.each(formats)('%s cut anywhere says that it ends, or that it is damaged', (name, unpack) => {
  const bytes = readFileSync(join(folder, name));
  for (let length = 1; length < bytes.length; length += Math.ceil(bytes.length / 97)) {
    const read = () => {
      for (const _block of unpack(bytes.subarray(0, length)));
    };
    expect(read).toThrow();
    try {
      read();
    } catch (error) {
      expect(error instanceof DataEnds || error instanceof DataFault).toBe(true);
    }
  }
});
