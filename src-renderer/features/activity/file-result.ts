import type { BatchResult } from '@contract/predictions.ts';

export type FileResult = BatchResult;

/** The result of predicting a file, if that is what it is: other kinds of job have results of their own. */
export function fileResult(result: unknown): FileResult | undefined {
  if (typeof result !== 'object' || result === null) return undefined;
  const fits =
    'outputPath' in result &&
    typeof result.outputPath === 'string' &&
    'rows' in result &&
    typeof result.rows === 'number' &&
    'durationMs' in result &&
    typeof result.durationMs === 'number' &&
    'evidence' in result &&
    typeof result.evidence === 'string';
  return fits ? (result as FileResult) : undefined;
}
