import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';
import { drain } from './read-body.ts';

/** The client's own id of the request, or a new one. An id with odd characters is not repeated. */
export function requestId({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && /^[\x21-\x7e]{1,128}$/.test(given) ? given : randomUUID();
}

export interface Connection {
  /** False when the client waits for leave to send its body, which it was not given. */
  readonly bodyComes: boolean;
  /** True when this is the last answer on the connection. */
  readonly closes: boolean;
}

/**
 * Writes an answer. When the body has not arrived whole, the answer goes out at once and complete, and the connection
 * is closed after the rest has been read: closing it before would take the answer away from the client.
 */
export async function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: Answer,
  { bodyComes, closes }: Connection,
): Promise<void> {
  if (response.destroyed) return;
  const bytes = Buffer.from(body);
  const arrived = request.complete || !hasBody(request);
  const close = closes || !arrived;
  response.writeHead(status, {
    ...headers,
    'content-length': bytes.length,
    ...(close && { connection: 'close' }),
  });
  if (arrived || !bodyComes) {
    response.end(bytes);
    return;
  }
  response.write(bytes);
  await drain(request);
  response.end();
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
