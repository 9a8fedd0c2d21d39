import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream';
import { AppError } from '../core/app-error.ts';

/**
 * The whole body, as long as it has at most `limit` bytes. Throws `input.too-large`, at once when the head says so, and
 * then without calling `begin`.
 */
export function readBody(request: IncomingMessage, limit: number, begin: () => void): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const declared = Number(request.headers['content-length'] ?? 0);
    const chunks: Buffer[] = [];
    let size = 0;
    if (declared > limit) {
      reject(tooLarge(`The body has ${declared} bytes; ${limit} are allowed.`));
      return;
    }
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      reject(tooLarge(`The body has more than ${limit} bytes.`));
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', reject);
    begin();
  });
}

function tooLarge(details: string): AppError {
  return new AppError('input.too-large', { details });
}

/**
 * Reads and forgets the rest of a request. A connection that is closed while its client still writes loses the answer
 * on the way, so this comes before closing it; the server's time limit for a request ends it for a client that never
 * stops.
 */
export function drain(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    finished(request, { writable: false }, () => resolve());
    request.resume();
  });
}
