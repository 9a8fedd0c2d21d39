import * as z from 'zod';
import { errorCatalog, type ErrorCode } from './error-catalog.ts';

const codes = Object.keys(errorCatalog) as [ErrorCode, ...ErrorCode[]];

export const FieldProblem = z.object({
  /** Dotted path into the input, such as `rows.0.petal_length`. */
  path: z.string(),
  message: z.string(),
});
export type FieldProblem = z.infer<typeof FieldProblem>;

/** An act the front end can offer as a button beside the fixes. */
export const ErrorAction = z.object({ label: z.string(), route: z.string() });

/** How every failure crosses the wire, is stored in the journal and is shown. */
export const ErrorRecord = z.object({
  code: z.enum(codes),
  title: z.string(),
  cause: z.string(),
  fixes: z.array(z.string()).min(1),
  retry: z.enum(['never', 'same', 'after-fix']),
  action: ErrorAction.optional(),
  /** Folded on screen: the exact place, the raw message, the path. Never a secret. */
  details: z.string().optional(),
  fields: z.array(FieldProblem).optional(),
  /** Finds the line in the log file. */
  logId: z.string().optional(),
});
export type ErrorRecord = z.infer<typeof ErrorRecord>;

/** Fills the catalogue's template for `code`; `extra` makes it specific. */
export function errorRecord(code: ErrorCode, extra: Partial<Omit<ErrorRecord, 'code'>> = {}): ErrorRecord {
  const { title, cause, fixes, retry } = errorCatalog[code];
  return { code, title, cause, fixes: [...fixes], retry, ...extra };
}
