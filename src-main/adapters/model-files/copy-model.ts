import { constants, createWriteStream } from 'node:fs';
import { mkdir, open, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Inspection } from '../../contract/inspection.ts';
import type { CountBytes } from '../../core/inspection/ports.ts';
import { hashModel } from './hash-files.ts';
import { toAppError } from './to-app-error.ts';
import { requireEmpty, unpackArchive } from './unpack-archive.ts';

type Model = Pick<Inspection, 'path' | 'archive' | 'files'>;

/** Copies the files of a model, then hashes the copies: what is answered holds for what was written. */
export async function copyModel(
  { path, archive, files }: Model,
  folder: string,
  signal: AbortSignal,
  progress: CountBytes,
): Promise<{ bytes: number; sha256: string }> {
  const paths = files.map((file) => file.path);
  const isFile = await isFileAt(path);
  if (archive !== undefined)
    await unpackArchive(path, folder, signal, { format: archive, only: new Set(paths) });
  else {
    await requireEmpty(folder);
    // A link that was named by a person may be followed; one that appeared inside of a folder may not.
    const flags = constants.O_RDONLY | (isFile ? 0 : ((constants.O_NOFOLLOW as number | undefined) ?? 0));
    const root = isFile ? dirname(path) : path;
    for (const file of paths) await copyFile(join(root, file), join(folder, file), flags, signal);
  }
  const kind = isFile && archive === undefined ? 'file' : 'folder';
  const sha256 = await hashModel(folder, paths, kind, signal, progress);
  const sizes = await Promise.all(paths.map(async (file) => (await stat(join(folder, file))).size));
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), sha256 };
}

async function isFileAt(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    throw toAppError(error, basename(path), 'read');
  }
}

async function copyFile(from: string, to: string, flags: number, signal: AbortSignal): Promise<void> {
  try {
    await mkdir(dirname(to), { recursive: true });
  } catch (error) {
    throw toAppError(error, to, 'write');
  }
  const source = await openToRead(from, flags);
  try {
    await pipeline(source.createReadStream(), createWriteStream(to, { flags: 'wx' }), { signal });
  } catch (error) {
    const reading = (error as NodeJS.ErrnoException).syscall === 'read';
    throw toAppError(error, reading ? from : to, reading ? 'read' : 'write', signal);
  } finally {
    await source.close();
  }
}

async function openToRead(path: string, flags: number): Promise<FileHandle> {
  try {
    return await open(path, flags);
  } catch (error) {
    throw toAppError(error, path, 'read');
  }
}
