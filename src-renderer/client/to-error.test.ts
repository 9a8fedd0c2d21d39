import { ORPCError } from '@orpc/client';
import { expect, test } from 'vitest';
import { Disconnected } from './disconnected.ts';
import { errorRecord } from './error-record.ts';
import { toErrorRecord } from './to-error.ts';

test('the record of the engine is kept as it is', () => {
  const record = errorRecord('model.missing', { details: 'no-such-model' });
  expect(toErrorRecord(new ORPCError('model.missing', { data: record }))).toEqual(record);
});

test('an error of the wire without a record of the catalogue becomes internal', () => {
  const error = new ORPCError('NOT_FOUND', { message: 'No procedure', data: { code: 'unheard-of' } });
  expect(toErrorRecord(error)).toEqual(errorRecord('internal', { details: 'No procedure' }));
});

test('a lost connection is named', () => {
  expect(toErrorRecord(new Disconnected())).toEqual(errorRecord('engine.disconnected'));
});

test('anything else is a fault of the program, with its message', () => {
  expect([toErrorRecord(new TypeError('x is not a function')), toErrorRecord('odd')]).toEqual([
    errorRecord('internal', { details: 'x is not a function' }),
    errorRecord('internal', { details: 'odd' }),
  ]);
});
