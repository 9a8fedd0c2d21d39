import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { AppError } from '../../core/app-error.ts';
import type { Target } from './archive-target.ts';
import { toModelError } from './inflate.ts';
import { toAppError } from './to-app-error.ts';

type Entry = ReturnType<typeof extract> extends AsyncIterable<infer One> ? One : never;

/** Unpacks a .tar.gz. */
export async function unpackTar(path: string, target: Target, signal: AbortSignal): Promise<void> {
  const tar = extract();
  const source = createReadStream(path);
  let failure: unknown;
  // tar-stream reports an early end through the pipeline, not through the loop.
  const flow = pipeline(source, createGunzip(), tar, { signal }).catch(
    (error: unknown) => (failure ??= error),
  );
  try {
    for await (const entry of tar) await unpackEntry(entry, target, signal);
  } catch (error) {
    failure ??= error;
  } finally {
    tar.destroy();
    source.destroy();
    await flow;
  }
  if (failure !== undefined) throw toArchiveError(failure, path, signal);
}

async function unpackEntry(entry: Entry, target: Target, signal: AbortSignal): Promise<void> {
  const { name, type, size } = entry.header;
  if (type === 'directory') await target.folder(name);
  else if (type !== 'file' && type !== 'contiguous-file') target.refuse(name, `it is a ${type}`);
  else {
    const content = () => Readable.from(entry) as AsyncIterable<Uint8Array>;
    if (await target.file(name, size, content, signal)) return;
  }
  entry.resume();
}

function toArchiveError(error: unknown, path: string, signal: AbortSignal): unknown {
  if (error instanceof AppError || signal.aborted) return error;
  const { message } = error as Error;
  if (/unexpected end/i.test(message))
    return new AppError('model.truncated', { details: message }, { cause: error });
  const named = toModelError(error);
  if (named !== error) return named;
  const read = toAppError(error, path, 'read');
  if (read !== error) return read;
  return new AppError(
    'model.unreadable',
    { details: `The archive is damaged: ${message}` },
    { cause: error },
  );
}
