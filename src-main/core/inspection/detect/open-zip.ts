import { readUpTo, type ByteSource } from '../bytes/byte-source.ts';
import { contentOf, readZip, type ZipEntry } from '../bytes/zip.ts';
import type { Look } from '../look.ts';

/** A zip file that is opened for reading single entries. */
export interface Zip {
  readonly entries: readonly ZipEntry[];
  readonly entry: (path: string) => ZipEntry | undefined;
  readonly open: (entry: ZipEntry) => Promise<ByteSource>;
  /** The content of an entry of at most `most` bytes; undefined when there is none such. */
  readonly bytes: (path: string, most: number) => Promise<Uint8Array | undefined>;
}

/** Opens a zip over any source. Throws `DataEnds`, `DataFault`. */
export async function openZip(look: Look, source: ByteSource, size: number): Promise<Zip> {
  const entries = await readZip(source, size);
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const open = (entry: ZipEntry) => contentOf(source, entry, look.parts.models.inflate);
  return {
    entries,
    entry: (path) => byPath.get(path),
    open,
    bytes: async (path, most) => {
      const entry = byPath.get(path);
      if (entry === undefined || entry.bytes > most) return undefined;
      return readUpTo(await open(entry), entry.bytes);
    },
  };
}
