import { ORPCError } from '@orpc/client';
import { errorCatalog } from '@contract/error-catalog.ts';
import type { ErrorRecord } from '@contract/errors.ts';
import { Disconnected } from './disconnected.ts';
import { errorRecord } from './error-record.ts';

/** Names whatever was thrown: the engine's own record, a lost connection, or a fault of the page. */
export function toErrorRecord(error: unknown): ErrorRecord {
  if (error instanceof ORPCError && isErrorRecord(error.data)) return error.data;
  if (error instanceof Disconnected) return errorRecord('engine.disconnected');
  return errorRecord('internal', { details: error instanceof Error ? error.message : String(error) });
}

function isErrorRecord(data: unknown): data is ErrorRecord {
  return typeof data === 'object' && data !== null && 'code' in data && String(data.code) in errorCatalog;
}
