import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker, type MessagePort } from 'node:worker_threads';
import type { CountBytes } from '../../core/inspection/ports.ts';
import { AppError } from '../../core/app-error.ts';
import { toAppError } from './to-app-error.ts';

type FromWorker =
  { readonly done: number } | { readonly hashes: string[] } | { readonly failed: string; code?: string };

/**
 * SHA-256 of a model: of its file, or of the sorted lines `<sha-256>  <path>` of its files, each with a line feed.
 * As `hashFiles` otherwise.
 */
export async function hashModel(
  root: string,
  paths: readonly string[],
  kind: 'file' | 'folder',
  signal: AbortSignal,
  progress: CountBytes,
): Promise<string> {
  const hashes = await hashFiles(
    paths.map((path) => join(root, path)),
    signal,
    progress,
  );
  const [only] = hashes;
  if (kind === 'file' && hashes.length === 1 && only !== undefined) return only;
  const lines = paths.map((path, index) => `${hashes[index] ?? ''}  ${path}\n`);
  return createHash('sha256').update(lines.sort().join('')).digest('hex');
}

/**
 * SHA-256 of files in a thread of its own, in hexadecimal. Cancelling ends the thread. The number of bytes is counted in steps of
 * 16 MiB. Throws `file.missing`, `file.unreadable`.
 */
async function hashFiles(
  paths: readonly string[],
  signal: AbortSignal,
  progress: CountBytes,
): Promise<string[]> {
  signal.throwIfAborted();
  const total = await totalBytes(paths);
  const worker = new Worker(`(${String(hashInThread)})()`, { eval: true, workerData: paths });
  const outcome = Promise.withResolvers<string[]>();
  const cancel = () => outcome.reject(signal.reason);
  signal.addEventListener('abort', cancel);
  worker.on('message', (message: FromWorker) => {
    if ('done' in message) progress(message.done, total);
    else if ('hashes' in message) outcome.resolve(message.hashes);
    else outcome.reject(toAppError(message, message.failed, 'read'));
  });
  worker.once('error', outcome.reject);
  worker.once('exit', () =>
    outcome.reject(new AppError('file.unreadable', { details: 'The thread that hashes has ended.' })),
  );
  try {
    return await outcome.promise;
  } finally {
    signal.removeEventListener('abort', cancel);
    await worker.terminate();
  }
}

async function totalBytes(paths: readonly string[]): Promise<number> {
  let total = 0;
  for (const path of paths) {
    try {
      total += (await stat(path)).size;
    } catch (error) {
      throw toAppError(error, path, 'read');
    }
  }
  return total;
}

interface Thread {
  readonly parentPort: MessagePort | null;
  readonly workerData: readonly string[];
}

/** Runs in the thread, from its text: it may use nothing from outside of itself. */
function hashInThread(): void {
  const { createHash } = process.getBuiltinModule('node:crypto');
  const { openSync, readSync, closeSync } = process.getBuiltinModule('node:fs');
  const { parentPort, workerData: paths } = process.getBuiltinModule('node:worker_threads') as Thread;
  const buffer = new Uint8Array(1 << 22);
  const hashes: string[] = [];
  let done = 0;
  let told = 0;
  for (const path of paths) {
    try {
      const hash = createHash('sha256');
      const file = openSync(path, 'r');
      try {
        for (let count = readSync(file, buffer); count > 0; count = readSync(file, buffer)) {
          hash.update(buffer.subarray(0, count));
          done += count;
          if (done - told >= 1 << 24) parentPort?.postMessage({ done: (told = done) });
        }
      } finally {
        closeSync(file);
      }
      hashes.push(hash.digest('hex'));
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      parentPort?.postMessage({ failed: path, code, message });
      return;
    }
  }
  parentPort?.postMessage({ done });
  parentPort?.postMessage({ hashes });
}
