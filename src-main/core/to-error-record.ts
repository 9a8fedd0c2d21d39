import { errorRecord, type ErrorRecord } from '../contract/errors.ts';
import { AppError } from './app-error.ts';
import type { Log } from './ports.ts';

/** Names whatever was thrown. What is not named yet is our fault: it is logged and becomes `internal` with the log id. */
export function toErrorRecord(error: unknown, log: Log): ErrorRecord {
  if (error instanceof AppError) return error.record;
  const logId = log.error('Unexpected failure', error);
  return errorRecord('internal', { logId, details: error instanceof Error ? error.message : String(error) });
}
