import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { AppError } from '../../core/app-error.ts';

const streams = { zlib: createInflate, gzip: createGunzip, raw: createInflateRaw };

/** zlib's formats. Ending early is `model.truncated`, damage is `model.unreadable`. */
export async function* inflate(
  bytes: AsyncIterable<Uint8Array>,
  format: keyof typeof streams,
): AsyncGenerator<Uint8Array> {
  const inflater = streams[format]();
  const source = Readable.from(bytes, { objectMode: false });
  // Its failure arrives at the loop below as well.
  const flow = pipeline(source, inflater).catch(() => undefined);
  try {
    for await (const chunk of inflater) yield chunk as Uint8Array;
  } catch (error) {
    throw toModelError(error);
  } finally {
    inflater.destroy();
    source.destroy();
    await flow;
  }
}

/** Names what zlib says of compressed bytes. */
export function toModelError(error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'Z_BUF_ERROR') return new AppError('model.truncated', { details: message }, { cause: error });
  if (code?.startsWith('Z_') === true)
    return new AppError(
      'model.unreadable',
      { details: `The compressed data is damaged: ${message}` },
      { cause: error },
    );
  return error;
}
