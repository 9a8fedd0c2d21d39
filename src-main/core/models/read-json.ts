import { findJsonFault } from '../../contract/json-fault.ts';
import { AppError } from '../app-error.ts';

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
  const { line, column, expected, found, notFinite } = fault;
  const details = `Line ${line}, column ${column}: ${expected} was expected, not ${found}.`;
  const fix = `Write a finite number instead of ${found}, or leave the row out: JSON has no such word.`;
  return new AppError('input.not-json', { details, ...(notFinite && { fixes: [fix] }) }, { cause });
}
