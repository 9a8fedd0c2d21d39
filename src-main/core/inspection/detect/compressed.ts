import { AppError } from '../../app-error.ts';
import { flowing, readUpTo, streamOf, type ByteSource } from '../bytes/byte-source.ts';
import { unpackBzip2 } from '../bytes/bzip2.ts';
import { unpackLz4 } from '../bytes/lz4.ts';
import { unpackLzma, unpackXz } from '../bytes/lzma.ts';
import type { Look } from '../look.ts';
import type { FileKind } from './sniff.ts';

/** Compressed bytes that are decompressed at the most by the formats that need all of them in memory. */
const largestInMemory = 256 << 20;
/** Decompressed bytes that are walked at the most. */
const largest = 16 * 2 ** 30;
/** Beyond this, what grew more than `mostGrowth` times was made to keep the reader busy. */
const alwaysAllowed = 2 ** 30;
const mostGrowth = 400;

const inMemory = { bzip2: unpackBzip2, xz: unpackXz, lzma: unpackLzma, lz4: unpackLz4 } as const;

export type Compression = keyof typeof inMemory | 'zlib' | 'gzip';

export function isCompression(kind: FileKind | undefined): kind is Compression {
  return kind === 'zlib' || kind === 'gzip' || (kind !== undefined && Object.hasOwn(inMemory, kind));
}

/** What a compressed file holds, to be read forwards once. Close it when done. */
export async function decompressed(
  look: Look,
  path: string,
  kind: Compression,
): Promise<ByteSource & { readonly close: () => Promise<void> }> {
  const size = look.file(path)?.bytes ?? 0;
  const limit = Math.min(largest, Math.max(alwaysAllowed, size * mostGrowth));
  const fault = () =>
    new AppError('model.archive', {
      details: `${path} has ${size} bytes and holds more than ${limit} bytes.`,
    });
  const source = look.source(path);
  if (kind === 'zlib' || kind === 'gzip')
    return flowing(look.parts.models.inflate(streamOf(source), kind), limit, fault);
  if (size > largestInMemory)
    throw new AppError('model.unreadable', {
      cause: `Files compressed as ${kind} are read up to ${largestInMemory / 2 ** 20} MiB.`,
      fixes: ['Save the model without compression, or with compress=("zlib", 3).'],
      details: path,
    });
  return flowing(slowly(inMemory[kind](await readUpTo(source, size)), look), limit, fault);
}

/** Lets others have a turn now and then. */
async function* slowly(blocks: Iterable<Uint8Array>, look: Look): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for (const block of blocks) {
    bytes += block.length;
    if (bytes > 1 << 20) {
      bytes = 0;
      await look.pause();
    }
    yield block;
  }
}

/** True when a tar archive begins here: `ustar` stands in its first header. */
export function isTar(head: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(head.subarray(257, 262)) === 'ustar';
}
