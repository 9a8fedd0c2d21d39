import { AppError } from '../app-error.ts';
import { findJsonFault } from './json-fault.ts';

const notJson = /^[+-]?(NaN|Infinity|nan|inf)$/;

/** Parses a body. Throws `input.not-json` with the place of the fault. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw namedFault(text, error);
  }
}

function namedFault(text: string, cause: unknown): AppError {
  if (text.trim() === '') return new AppError('input.not-json', { details: 'The body is empty.' }, { cause });
  const fault = findJsonFault(text);
  if (fault === undefined) return new AppError('input.not-json', { details: String(cause) }, { cause });
  const { line, column, found } = fault;
  const what = found === '' ? 'the text ends too soon' : `${quote(found)} cannot stand here`;
  const details = `Line ${line}, column ${column}: ${what}.`;
  const fixes = notJson.test(found)
    ? { fixes: [`Write a finite number instead of ${found}, or leave the row out: JSON has no such word.`] }
    : {};
  return new AppError('input.not-json', { details, ...fixes }, { cause });
}

function quote(found: string): string {
  return found === '"' ? 'a quotation mark' : JSON.stringify(found);
}
