import type { ErrorRecord } from '../contract/errors.ts';
import { errorRecord } from '../contract/errors.ts';
import { AppError } from '../core/app-error.ts';

/** Exit status of what could not be done. */
export const couldNot = 2;

/** Writes a failure as sentences to standard error and answers the exit status. */
export function reportFailure(error: unknown): number {
  process.stderr.write(`${describeFailure(recordOf(error))}\n`);
  return couldNot;
}

export function recordOf(error: unknown): ErrorRecord {
  if (error instanceof AppError) return error.record;
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return errorRecord('internal', { details });
}

/** Title, cause, numbered fixes, details: the same parts as on screen. */
export function describeFailure({ title, cause, fixes, details, code }: ErrorRecord): string {
  const steps = fixes.map((fix, index) => `  ${index + 1}. ${fix}`);
  const rest = details === undefined ? [] : ['', details];
  return [title, cause, ...steps, ...rest, '', `(${code})`].join('\n');
}
