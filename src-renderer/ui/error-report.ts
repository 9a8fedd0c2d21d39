import type { ErrorRecord } from '@contract/errors.ts';

/** An error as text for a bug report; records never carry secrets. */
export function errorReport({ code, title, cause, fixes, details, fields = [], logId }: ErrorRecord): string {
  return [
    `${title} (${code})`,
    cause,
    ...fixes.map((fix, index) => `${index + 1}. ${fix}`),
    ...(details === undefined ? [] : [details]),
    ...fields.map(({ path, message }) => `${path}: ${message}`),
    ...(logId === undefined ? [] : [`Log id ${logId}`]),
  ].join('\n');
}
