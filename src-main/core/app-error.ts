import type { ErrorCode } from '../contract/error-catalog.ts';
import { errorRecord, type ErrorRecord } from '../contract/errors.ts';

/** A failure that is already named. Everything else that is thrown becomes `internal` at the wire. */
export class AppError extends Error {
  readonly record: ErrorRecord;

  constructor(code: ErrorCode, extra: Partial<Omit<ErrorRecord, 'code'>> = {}, options?: ErrorOptions) {
    const record = errorRecord(code, extra);
    super(record.title, options);
    this.name = 'AppError';
    this.record = record;
  }
}
