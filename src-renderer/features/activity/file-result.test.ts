import { expect, test } from 'vitest';
import { fileResult } from './file-result.ts';

const result = { outputPath: '/a.jsonl', rows: 3, durationMs: 12, evidence: 'local-process' };

test('recognises the result of predicting a file and nothing less', () => {
  expect([result, { ...result, rows: '3' }, { outputPath: '/a' }, null, 'text'].map(fileResult)).toEqual([
    result,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
