import type { ErrorCode } from '../contract/error-catalog.ts';
import { errorRecord, type ErrorRecord } from '../contract/errors.ts';
import { AppError } from '../core/app-error.ts';

/** What goes back to a client. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function jsonAnswer(value: unknown): Answer {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

export function textAnswer(body: string, type = 'text/plain'): Answer {
  return { status: 200, headers: { 'content-type': type }, body };
}

/** `{"error": record}` with the status that fits the record's code. */
export function errorAnswer(
  record: ErrorRecord,
  headers: Answer['headers'] = {},
  status = statusOf(record.code),
): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ error: record }),
  };
}

/** Names whatever was thrown; what has no name yet is `internal`, without its stack. */
export function recordOf(error: unknown): ErrorRecord {
  if (error instanceof AppError) return error.record;
  return errorRecord('internal', { details: error instanceof Error ? error.message : String(error) });
}

const statuses: Partial<Record<ErrorCode, number>> = {
  'server.no-route': 404,
  'server.method': 405,
  'input.too-large': 413,
  'input.media-type': 415,
  'server.starting': 503,
  'server.stopped': 503,
};

function statusOf(code: ErrorCode): number {
  const isTheirs = code.startsWith('rows.') || code.startsWith('input.');
  return statuses[code] ?? (isTheirs ? 400 : 500);
}
