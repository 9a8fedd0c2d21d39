import { errorCatalog, type ErrorCode } from '@contract/error-catalog.ts';
import type { ErrorRecord } from '@contract/errors.ts';

/** The catalogue's record for `code`, for errors that arise before the engine is reached; no zod in the page. */
export function errorRecord(code: ErrorCode, extra: Partial<Omit<ErrorRecord, 'code'>> = {}): ErrorRecord {
  const { title, cause, fixes, retry } = errorCatalog[code];
  return { code, title, cause, fixes: [...fixes], retry, ...extra };
}
