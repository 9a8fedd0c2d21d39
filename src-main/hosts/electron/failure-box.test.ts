import { expect, it } from 'vitest';
import { errorRecord } from '../../contract/errors.ts';
import { failureBox } from './failure-box.ts';

it('shows title, cause, numbered fixes and details of a failure', () => {
  const record = errorRecord('storage.newer', { details: '/home/a/.slipway/state.sqlite: format 9' });
  expect(failureBox(record)).toMatchObject({
    type: 'error',
    message: 'The database was written by a newer Slipway.',
    detail: [
      'This version does not know its format, and will not touch it.',
      '  1. Start the newer Slipway.',
      '  2. Set SLIPWAY_HOME to another folder to start empty.',
      '',
      '/home/a/.slipway/state.sqlite: format 9',
      '',
      '(storage.newer)',
    ].join('\n'),
    buttons: ['Close Slipway', 'Copy and close'],
    defaultId: 0,
    cancelId: 0,
  });
});
