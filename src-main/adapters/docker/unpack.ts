import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract } from 'tar-stream';
import { AppError } from '../../core/app-error.ts';

export interface UnpackLimits {
  readonly bytes: number;
  readonly entries: number;
}

/** What comes out of a container is not trusted: a model of 16 GB is large, and has few files. */
export const unpackLimits: UnpackLimits = { bytes: 16 * 1024 ** 3, entries: 10_000 };

/**
 * Unpacks a tar stream into an existing folder. Only files and folders are taken; a path that leads outside, a link, a
 * device, a file that is there already and anything above `limits` end it with `container.failed`. What was written
 * until then stays.
 */
export async function unpack(
  chunks: AsyncIterable<unknown>,
  folder: string,
  limits: UnpackLimits,
  signal: AbortSignal,
): Promise<number> {
  const tar = extract();
  const source = Readable.from(chunks);
  // A stream that breaks must break the reading too; pipe alone would leave it waiting.
  source.on('error', (error) => tar.destroy(error));
  source.pipe(tar);
  let bytes = 0;
  let entries = 0;
  try {
    for await (const entry of tar) {
      signal.throwIfAborted();
      const { name, type, size } = entry.header;
      entries += 1;
      bytes += size;
      if (entries > limits.entries) throw refused(`More than ${limits.entries} files`);
      if (bytes > limits.bytes) throw refused(`More than ${limits.bytes} bytes`);
      const path = safePath(name);
      if (type === 'directory') await mkdir(join(folder, path), { recursive: true });
      else if (type === 'file' || type === 'contiguous-file')
        await writeEntry(entry, join(folder, path), signal);
      else throw refused(`${name} is a ${type}`);
      entry.resume();
    }
  } finally {
    source.destroy();
    tar.destroy();
  }
  return entries;
}

async function writeEntry(entry: AsyncIterable<unknown>, path: string, signal: AbortSignal): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  try {
    // `wx`: a file that is there already is never followed or replaced.
    await pipeline(plain(entry), createWriteStream(path, { flags: 'wx' }), { signal });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new AppError('file.exists', { details: path }, { cause: error });
  }
}

/** Node's pipeline takes the tar's own kind of stream for one of its kind, and then misses its errors. */
async function* plain(entry: AsyncIterable<unknown>): AsyncGenerator {
  for await (const chunk of entry) yield chunk;
}

/** The path below the folder. Throws for one that leads outside on any system. */
function safePath(name: string): string {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  const strange = name.startsWith('/') || parts.some((part) => part === '..' || /[\\:\0]/.test(part));
  if (strange) throw refused(`The path ${JSON.stringify(name)} leads outside`);
  return parts.join('/');
}

function refused(details: string): AppError {
  return new AppError('container.failed', {
    cause: 'The container handed out something else than plain files within the limits.',
    fixes: ['Look at what the model writes: only files and folders are taken.'],
    retry: 'never',
    details,
  });
}
