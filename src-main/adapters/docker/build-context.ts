import { createReadStream, type Stats } from 'node:fs';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pack, type Pack } from 'tar-stream';
import { AppError } from '../../core/app-error.ts';
import { readIgnorePatterns, type IgnorePatterns } from './ignore-patterns.ts';

/** One time for every file: an image then depends on content alone. Not 1970, which zip files cannot hold. */
const fileTime = new Date('2000-01-01T00:00:00Z');

/** Models are large: they are read in larger pieces than Node's own, which takes fewer turns. */
const pieceBytes = 512 * 1024;

export interface ContextEntry {
  /** Relative to the folder, with forward slashes. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link';
  readonly executable: boolean;
  readonly bytes: number;
}

/**
 * What a build sends: sorted by path, without what `.dockerignore` leaves out, links as links. The Dockerfile and
 * `.dockerignore` always go along, as the engine reads them. A `<dockerfile>.dockerignore` beside the Dockerfile counts
 * instead of the folder's own. Throws `file.missing` and `file.unreadable`.
 */
export async function listBuildContext(folder: string, dockerfile: string): Promise<ContextEntry[]> {
  const ignore = await readIgnoreFile(folder, dockerfile);
  const always = new Set([dockerfile, '.dockerignore']);
  const entries: ContextEntry[] = [];
  const walk = async (parent: string): Promise<boolean> => {
    let any = false;
    for (const name of (await children(folder, parent)).sort(byCodeUnit)) {
      const path = parent === '' ? name : `${parent}/${name}`;
      const out = ignore.leavesOut(path) && !always.has(path);
      const stats = await statOf(folder, path);
      if (out && !(stats.isDirectory() && holdsTaken(path, ignore, always))) continue;
      const entry = entryOf(path, stats);
      if (entry === undefined) continue;
      const place = entries.push(entry) - 1;
      const taken = entry.kind === 'folder' && (await walk(path));
      // A folder that is left out goes along only for the sake of what is in it.
      if (out && !taken) entries.splice(place);
      else any = true;
    }
    return any;
  };
  await walk('');
  return entries;
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function holdsTaken(folder: string, { mayTakeBack }: IgnorePatterns, always: ReadonlySet<string>): boolean {
  return mayTakeBack || [...always].some((path) => path.startsWith(`${folder}/`));
}

async function readIgnoreFile(folder: string, dockerfile: string): Promise<IgnorePatterns> {
  for (const name of [`${dockerfile}.dockerignore`, '.dockerignore']) {
    const text = await readFile(join(folder, name), 'utf8').catch(absent);
    if (text !== undefined) return readIgnorePatterns(text);
  }
  return readIgnorePatterns('');
}

function absent(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw fileError(error);
}

/** Sockets, pipes and devices do not go along. */
function entryOf(path: string, stats: Stats): ContextEntry | undefined {
  const executable = (stats.mode & 0o100) !== 0;
  if (stats.isSymbolicLink()) return { path, kind: 'link', executable: true, bytes: 0 };
  if (stats.isDirectory()) return { path, kind: 'folder', executable: true, bytes: 0 };
  return stats.isFile() ? { path, kind: 'file', executable, bytes: stats.size } : undefined;
}

/**
 * The folder as a tar stream. Owner, times and permissions are the same on every computer, so that the engine's cache
 * depends on names, content and the executable bit alone. The stream fails with `file.unreadable` or `file.changed`.
 */
export function packBuildContext(folder: string, entries: readonly ContextEntry[]): Readable {
  const tar = pack();
  // It may fail before anybody reads it; whoever reads it hears of it all the same.
  tar.on('error', () => undefined);
  void packAll(tar, folder, entries).catch((error: unknown) => tar.destroy(fileError(error)));
  return tar as unknown as Readable;
}

type EntryHeader = Parameters<Pack['entry']>[0];

async function packAll(tar: Pack, folder: string, entries: readonly ContextEntry[]): Promise<void> {
  for (const entry of entries) {
    if (tar.destroyed) return;
    await packEntry(tar, folder, entry);
  }
  tar.finalize();
}

async function packEntry(tar: Pack, folder: string, entry: ContextEntry): Promise<void> {
  const { path, kind, executable, bytes } = entry;
  const mode = executable ? 0o755 : 0o644;
  const header: EntryHeader = { name: path, mode, mtime: fileTime, uid: 0, gid: 0, uname: '', gname: '' };
  if (kind === 'folder') tar.entry({ ...header, type: 'directory' });
  else if (kind === 'link') {
    const target = await readlink(join(folder, path));
    tar.entry({ ...header, type: 'symlink', linkname: target.replaceAll('\\', '/') });
  } else if (bytes === 0) tar.entry({ ...header, size: 0 }, '');
  else await packFile(tar, join(folder, path), { ...header, size: bytes });
}

async function packFile(tar: Pack, path: string, header: EntryHeader): Promise<void> {
  const content = Readable.from(readExactly(path, header.size ?? 0));
  try {
    await new Promise<void>((resolve, reject) => {
      const sink = tar.entry(header, (error) => (error ? reject(error) : resolve()));
      // The callback tells; an error event that nobody hears would end the program.
      sink.on('error', () => undefined);
      content.once('error', (error) => {
        tar.destroy(fileError(error));
        reject(error);
      });
      content.pipe(sink);
    });
  } finally {
    content.destroy();
  }
}

/** Never more and never less than was announced: a file that changes meanwhile would break the stream. */
async function* readExactly(path: string, bytes: number): AsyncGenerator<Buffer> {
  let read = 0;
  for await (const chunk of createReadStream(path, { end: bytes - 1, highWaterMark: pieceBytes })) {
    read += (chunk as Buffer).length;
    yield chunk as Buffer;
  }
  if (read === bytes) return;
  throw new AppError('file.changed', {
    cause: 'The file became shorter while it was sent to the engine.',
    fixes: ['Build again once nothing writes to the folder.'],
    retry: 'same',
    details: path,
  });
}

async function children(folder: string, parent: string): Promise<string[]> {
  return readdir(join(folder, parent)).catch((error: unknown) => {
    throw fileError(error);
  });
}

async function statOf(folder: string, path: string): Promise<Stats> {
  return lstat(join(folder, path)).catch((error: unknown) => {
    throw fileError(error);
  });
}

function fileError(error: unknown): Error {
  if (error instanceof AppError) return error;
  const { code, path, message } = error as NodeJS.ErrnoException;
  if (code === undefined) return error as Error;
  const details = path ?? message;
  return new AppError(code === 'ENOENT' ? 'file.missing' : 'file.unreadable', { details }, { cause: error });
}
