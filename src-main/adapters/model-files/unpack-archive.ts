import { open, readdir, stat } from 'node:fs/promises';
import { AppError } from '../../core/app-error.ts';
import type { ArchiveFormat } from '../../core/inspection/ports.ts';
import { createTarget } from './archive-target.ts';
import { toAppError } from './to-app-error.ts';
import { unpackTar } from './unpack-tar.ts';
import { unpackZip } from './unpack-zip.ts';

export interface UnpackOptions {
  readonly format?: ArchiveFormat;
  /** Paths to write; all when left out. The others are passed over. */
  readonly only?: ReadonlySet<string>;
}

/**
 * Unpacks a .tar.gz or .zip into a folder that is empty or does not exist. Throws `model.archive` for paths that lead outside, links,
 * devices, two entries of one name, and for much more data than the size of the archive suggests.
 */
export async function unpackArchive(
  path: string,
  folder: string,
  signal: AbortSignal,
  { format, only }: UnpackOptions = {},
): Promise<void> {
  const target = createTarget(folder, await sizeOf(path), only);
  await requireEmpty(folder);
  const unpack = (format ?? (await formatOf(path))) === 'zip' ? unpackZip : unpackTar;
  await unpack(path, target, signal);
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    throw toAppError(error, path, 'read');
  }
}

/** Throws `file.exists` for a folder with something in it. */
export async function requireEmpty(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  if (names.length > 0) throw new AppError('file.exists', { details: folder });
}

async function formatOf(path: string): Promise<ArchiveFormat> {
  const file = await open(path, 'r');
  try {
    const { buffer } = await file.read(new Uint8Array(2), 0, 2, 0);
    return buffer[0] === 0x50 ? 'zip' : 'tar.gz';
  } finally {
    await file.close();
  }
}
