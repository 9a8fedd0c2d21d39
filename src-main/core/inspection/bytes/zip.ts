import { flowing, partOf, readUpTo, streamOf, type ByteSource } from './byte-source.ts';
import { DataEnds, DataFault } from './data-fault.ts';
import type { ModelFiles } from '../ports.ts';

/** A file in a zip archive, as its directory says. */
export interface ZipEntry {
  readonly path: string;
  readonly bytes: number;
  readonly packedBytes: number;
  /** 0: stored, 8: deflated. Others are not read. */
  readonly method: number;
  readonly crc32: number;
  readonly kind: 'file' | 'folder' | 'link' | 'encrypted';
  /** Place of the local header. */
  readonly offset: number;
}

const endLength = 22;
const longestComment = 0xffff;
const largestDirectory = 32 << 20;
const mostEntries = 50_000;
const latin = new TextDecoder('latin1');
const utf8 = new TextDecoder('utf-8');

interface Directory {
  readonly offset: number;
  readonly length: number;
  readonly count: number;
}

/** The directory of a zip archive. Throws `DataEnds` when the archive is cut off before it, `DataFault` when it is damaged. */
export async function readZip(source: ByteSource, size: number): Promise<ZipEntry[]> {
  const directory = await findDirectory(source, size);
  if (directory.count > mostEntries) throw new DataFault(`The archive has more than ${mostEntries} entries.`);
  if (directory.length > largestDirectory) throw new DataFault('The directory of the archive is too large.');
  if (directory.offset + directory.length > size)
    throw new DataFault('The directory lies outside of the archive.');
  const bytes = await readUpTo(partOf(source, directory.offset, directory.length), directory.length);
  const entries: ZipEntry[] = [];
  let at = 0;
  while (entries.length < directory.count) {
    const { entry, length } = readEntry(bytes, at);
    entries.push(entry);
    at += length;
  }
  return entries;
}

async function findDirectory(source: ByteSource, size: number): Promise<Directory> {
  const tailLength = Math.min(size, endLength + longestComment);
  const tail = await readUpTo(partOf(source, size - tailLength, tailLength), tailLength);
  const view = viewOf(tail);
  for (let at = tail.length - endLength; at >= 0; at -= 1) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    const directory = {
      count: view.getUint16(at + 10, true),
      length: view.getUint32(at + 12, true),
      offset: view.getUint32(at + 16, true),
    };
    const long =
      directory.count === 0xffff || directory.length === 0xffffffff || directory.offset === 0xffffffff;
    return long ? await findLongDirectory(source, view, at) : directory;
  }
  throw new DataEnds('The archive ends before its directory.');
}

/** The 64-bit form: a locator in front of the end record points to a longer end record. */
async function findLongDirectory(source: ByteSource, tail: DataView, end: number): Promise<Directory> {
  const locator = end - 20;
  if (locator < 0 || tail.getUint32(locator, true) !== 0x07064b50)
    throw new DataFault('The archive has no locator.');
  const record = await readUpTo(partOf(source, Number(tail.getBigUint64(locator + 8, true)), 56), 56);
  const view = viewOf(record);
  if (record.length < 56 || view.getUint32(0, true) !== 0x06064b50)
    throw new DataFault('The archive has no end.');
  const [count, length, offset] = [32, 40, 48].map((at) => Number(view.getBigUint64(at, true)));
  return { count: count ?? 0, length: length ?? 0, offset: offset ?? 0 };
}

function readEntry(bytes: Uint8Array, at: number): { entry: ZipEntry; length: number } {
  const view = viewOf(bytes);
  if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50)
    throw new DataFault('The directory of the archive is damaged.');
  const flags = view.getUint16(at + 8, true);
  const [nameLength = 0, extraLength = 0, commentLength = 0] = [28, 30, 32].map((place) =>
    view.getUint16(at + place, true),
  );
  const length = 46 + nameLength + extraLength + commentLength;
  if (at + length > bytes.length) throw new DataFault('The directory of the archive is damaged.');
  const name = bytes.subarray(at + 46, at + 46 + nameLength);
  const path = ((flags & 0x800) !== 0 ? utf8 : latin).decode(name);
  const mode = view.getUint32(at + 38, true) >>> 16;
  const sizes = longSizes(view, at, at + 46 + nameLength, extraLength);
  const entry = {
    path,
    ...sizes,
    method: view.getUint16(at + 10, true),
    crc32: view.getUint32(at + 16, true),
    kind: kindOf(path, mode, flags),
  };
  return { entry, length };
}

function kindOf(path: string, mode: number, flags: number): ZipEntry['kind'] {
  if ((mode & 0xf000) === 0xa000) return 'link';
  if (path.endsWith('/')) return 'folder';
  return (flags & 1) === 1 ? 'encrypted' : 'file';
}

/** Sizes and place of an entry, from the 64-bit extra field where the short ones are full. */
function longSizes(view: DataView, at: number, extra: number, extraLength: number) {
  const short = { bytes: view.getUint32(at + 24, true), packedBytes: view.getUint32(at + 20, true) };
  const sizes = { ...short, offset: view.getUint32(at + 42, true) };
  for (let place = extra; place + 4 <= extra + extraLength;) {
    const length = view.getUint16(place + 2, true);
    if (view.getUint16(place, true) === 1) {
      let next = place + 4;
      for (const key of ['bytes', 'packedBytes', 'offset'] as const) {
        if (sizes[key] !== 0xffffffff || next + 8 > extra + extraLength) continue;
        sizes[key] = Number(view.getBigUint64(next, true));
        next += 8;
      }
    }
    place += 4 + length;
  }
  return sizes;
}

/** The packed bytes of an entry, as they stand in the archive. */
export async function packedContent(source: ByteSource, entry: ZipEntry): Promise<ByteSource> {
  const header = await readUpTo(partOf(source, entry.offset, 30), 30);
  const view = viewOf(header);
  if (header.length < 30 || view.getUint32(0, true) !== 0x04034b50)
    throw new DataFault(`${entry.path} is not where the directory says.`);
  const start = entry.offset + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  return partOf(source, start, entry.packedBytes);
}

/** The content of an entry; where it is compressed, it can be read forwards only. */
export async function contentOf(
  source: ByteSource,
  entry: ZipEntry,
  inflate: ModelFiles['inflate'],
): Promise<ByteSource> {
  if (entry.kind !== 'file') throw new DataFault(`${entry.path} is no plain file.`);
  const packed = await packedContent(source, entry);
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw new DataFault(`${entry.path} is compressed by method ${entry.method}.`);
  const larger = () => new DataFault(`${entry.path} is larger than the directory says.`);
  return flowing(inflate(streamOf(packed), 'raw'), entry.bytes, larger);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
