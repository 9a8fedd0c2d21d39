import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { AppError } from '../../core/app-error.ts';
import { streamOf, type ByteSource } from '../../core/inspection/bytes/byte-source.ts';
import { DataEnds, DataFault } from '../../core/inspection/bytes/data-fault.ts';
import { contentOf, readZip, type ZipEntry } from '../../core/inspection/bytes/zip.ts';
import type { Target } from './archive-target.ts';
import { inflate } from './inflate.ts';

/** Unpacks a .zip. */
export async function unpackZip(path: string, target: Target, signal: AbortSignal): Promise<void> {
  const file = await open(path, 'r');
  const source: ByteSource = {
    read: async (from, length) => {
      const buffer = new Uint8Array(length);
      const { bytesRead } = await file.read(buffer, 0, length, from);
      return buffer.subarray(0, bytesRead);
    },
  };
  try {
    for (const entry of await readZip(source, (await file.stat()).size)) {
      signal.throwIfAborted();
      await unpackEntry(source, entry, target, signal);
    }
  } catch (error) {
    if (error instanceof DataEnds)
      throw new AppError('model.truncated', { details: error.message }, { cause: error });
    if (error instanceof DataFault)
      throw new AppError('model.unreadable', { details: error.message }, { cause: error });
    throw error;
  } finally {
    await file.close();
  }
}

async function unpackEntry(
  source: ByteSource,
  entry: ZipEntry,
  target: Target,
  signal: AbortSignal,
): Promise<void> {
  const { path, bytes, kind } = entry;
  if (kind === 'folder') return target.folder(path);
  if (kind !== 'file') target.refuse(path, kind === 'link' ? 'it is a link' : 'it is encrypted');
  const content = await contentOf(source, entry, inflate);
  await target.file(path, bytes, () => checked(entry, streamOf(content)), signal);
}

async function* checked(entry: ZipEntry, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let sum = 0;
  for await (const chunk of content) {
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (sum !== entry.crc32)
    throw new AppError('model.unreadable', {
      details: `${entry.path} does not have the checksum of the archive.`,
    });
}
