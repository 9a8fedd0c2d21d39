import { expect, test } from 'vitest';
import { errorReport } from './error-report.ts';

test('a report holds everything that the view shows', () => {
  const report = errorReport({
    code: 'rows.wrong-type',
    title: 'A value has the wrong type.',
    cause: 'The column expects another kind of value.',
    fixes: ['Change the value.', 'Remove the row.'],
    retry: 'after-fix',
    details: 'row 3',
    fields: [{ path: 'rows.3.petal_length', message: 'expected a number' }],
    logId: 'k7',
  });
  expect(report.split('\n')).toEqual([
    'A value has the wrong type. (rows.wrong-type)',
    'The column expects another kind of value.',
    '1. Change the value.',
    '2. Remove the row.',
    'row 3',
    'rows.3.petal_length: expected a number',
    'Log id k7',
  ]);
});
