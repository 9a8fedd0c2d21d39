import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../core/app-error.ts';
import { toAppError } from './to-app-error.ts';

const mostEntries = 50_000;
const deepest = 32;
const longestPath = 1024;
/** Weights hardly shrink, and text shrinks tenfold: what grows much more than that was made to fill a disk. */
const mostGrowth = 200;
/** Small archives may grow by more. */
const alwaysAllowed = 64 << 20;

/** Where the files of an archive go, with the rules they must keep. Every method throws `model.archive`. */
export interface Target {
  /** Makes a folder known. */
  readonly folder: (path: string) => Promise<void>;
  /** Writes a file of exactly `bytes` bytes. False: it is not wanted, and its content was not read. */
  readonly file: (
    path: string,
    bytes: number,
    content: () => AsyncIterable<Uint8Array>,
    signal: AbortSignal,
  ) => Promise<boolean>;
  readonly refuse: (path: string, why: string) => never;
}

export function createTarget(folder: string, archiveBytes: number, only?: ReadonlySet<string>): Target {
  const seen = new Set<string>();
  const most = Math.max(alwaysAllowed, archiveBytes * mostGrowth);
  let entries = 0;
  let announced = 0;
  const accept = (path: string): string => {
    if ((entries += 1) > mostEntries) refuse(path, `it is one of more than ${mostEntries} entries`);
    const why = faultOf(path);
    if (why !== undefined) refuse(path, why);
    return path.replace(/^(\.\/)+/, '').replace(/\/+$/, '');
  };
  return {
    refuse,
    folder: async (path) => {
      // What is named here is made when a file needs it: an empty folder is of no use to a model.
      await Promise.resolve(accept(path));
    },
    file: async (path, bytes, content, signal) => {
      const clean = accept(path);
      // Names that differ in case only are one file on other systems.
      if (seen.has(clean.toLowerCase())) refuse(path, 'there are two of this name');
      seen.add(clean.toLowerCase());
      announced += bytes;
      if (announced > most)
        refuse(path, `with it, the archive of ${archiveBytes} bytes holds ${announced} bytes or more`);
      if (only !== undefined && !only.has(clean)) return false;
      await write(join(folder, clean), exactly(path, bytes, content()), signal);
      return true;
    },
  };
}

function refuse(path: string, why: string): never {
  throw new AppError('model.archive', { details: `${JSON.stringify(path.slice(0, longestPath))}: ${why}.` });
}

/** Why a path may not be unpacked, or undefined. */
function faultOf(path: string): string | undefined {
  if (path.length === 0 || path.length > longestPath) return 'its path has no sensible length';
  if (hasControls(path)) return 'its path holds control characters or backslashes';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'its path begins at the root of a disk';
  const steps = path.split('/');
  if (steps.includes('..')) return 'its path leads outside';
  return steps.length > deepest ? `its path has more than ${deepest} levels` : undefined;
}

async function* exactly(
  path: string,
  bytes: number,
  content: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let count = 0;
  for await (const chunk of content) {
    count += chunk.length;
    if (count > bytes) refuse(path, 'it is larger than announced');
    yield chunk;
  }
  if (count < bytes)
    throw new AppError('model.truncated', { details: `${path} has ${count} of ${bytes} bytes.` });
}

async function write(path: string, content: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = createWriteStream(path, { flags: 'wx', mode: 0o644 });
    await pipeline(Readable.from(content, { objectMode: false }), file, { signal });
  } catch (error) {
    throw toAppError(error, path, 'write', signal);
  }
}

function hasControls(path: string): boolean {
  return Array.from(path).some((one) => one < ' ' || one === '\x7f' || one === '\\');
}
