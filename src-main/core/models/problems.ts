import { errorCatalog, type ErrorCode } from '../../contract/error-catalog.ts';
import type { FieldProblem } from '../../contract/errors.ts';
import { AppError } from '../app-error.ts';

/** Problems of one request that an error lists; the rest is counted. */
const listed = 50;

export interface Problems {
  readonly add: (code: ErrorCode, path: string, message: string) => void;
  /** Throws the problems gathered so far as one error, named after the first of them. */
  readonly throwIfAny: () => void;
}

/** Gathers everything that is wrong with a request, so that a person can mend it in one go. */
export function createProblems(): Problems {
  const fields: FieldProblem[] = [];
  const codes = new Set<ErrorCode>();
  let count = 0;
  return {
    add: (code, path, message) => {
      count += 1;
      codes.add(code);
      if (fields.length < listed) fields.push({ path, message });
    },
    throwIfAny: () => {
      const [first] = codes;
      if (first !== undefined) throw new AppError(first, describe([...codes], fields, count));
    },
  };
}

function describe(codes: readonly ErrorCode[], fields: FieldProblem[], count: number) {
  const lines = fields.map(({ path, message }) => `${path}: ${message}`);
  const rest = count > fields.length ? [`… and ${count - fields.length} more.`] : [];
  const fixes = [...new Set(codes.flatMap((code) => errorCatalog[code].fixes))];
  return { fields, fixes, details: [...lines, ...rest].join('\n') };
}
