import type { ErrorRecord } from '@contract/errors.ts';
import { maxBodyBytes } from '@contract/serving.ts';
import { errorRecord } from '../../../client/error-record.ts';
import { findJsonFault, type JsonFault } from '@contract/json-fault.ts';

/**
 * What keeps a body from being sent at all: its size, or a text that is not JSON. Everything else is the server's to
 * judge. Undefined when it can be sent.
 */
export function checkBody(text: string): ErrorRecord | undefined {
  const bytes = bytesOf(text);
  if (bytes > maxBodyBytes) return tooLarge(bytes);
  if (isJson(text)) return undefined;
  const fault = findJsonFault(text);
  return fault === undefined ? undefined : notJson(fault);
}

/** The error for a body of so many bytes, for a text that is refused before it is even taken in. */
export function tooLarge(bytes: number): ErrorRecord {
  const count = (value: number) => value.toLocaleString('en-US');
  const details = `The body has ${count(bytes)} bytes; ${count(maxBodyBytes)} bytes are allowed. It was not sent.`;
  return errorRecord('input.too-large', { details, fields: [{ path: '', message: details }] });
}

/** Length in UTF-8. A text of more characters than bytes are allowed is not encoded: its count is a lower bound then. */
export function bytesOf(text: string): number {
  return text.length > maxBodyBytes ? text.length : new TextEncoder().encode(text).length;
}

/** One line for beside the editor. */
export function describeFault({ line, column, expected, found }: JsonFault): string {
  return `Line ${line}, column ${column}: ${expected} is expected here, not ${found}.`;
}

/** Named as the server would name it, had it been asked. */
function notJson(fault: JsonFault): ErrorRecord {
  const details = describeFault(fault);
  const place = { details, fields: [{ path: '', message: details }] };
  if (!fault.notFinite) return errorRecord('input.not-json', place);
  const fix = `Write a finite number instead of ${fault.found}, or leave the row out: JSON has no such word.`;
  return errorRecord('input.not-json', { ...place, fixes: [fix] });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
