import { describe, expect, it } from 'vitest';
import type { Signature } from '../../contract/models.ts';
import type { RouteId } from '../../contract/serving.ts';
import { readRequest, type BodyType } from './read-request.ts';
import { refusalOf } from './testing/refusal.ts';
import { flowers, picture } from './testing/signatures.ts';

function read(
  route: RouteId,
  body: unknown,
  signature: Signature = flowers,
  type: BodyType = 'application/json',
) {
  return readRequest(route, signature, typeof body === 'string' ? body : JSON.stringify(body), type);
}

describe('a body of another shape', () => {
  const tensor = { name: 'image', datatype: 'FP64', shape: [1, 2, 2], data: [1, 2, 3, 4] };
  it.each<[RouteId, unknown, string, string, Signature]>([
    ['rest', [], 'rows.shape', 'body: expected {"rows": [{…}]}, found a list of 0 values', flowers],
    [
      'rest',
      { instances: [] },
      'rows.shape',
      'body: expected {"rows": [{…}]}, found the keys instances',
      flowers,
    ],
    [
      'rest',
      { rows: {} },
      'rows.shape',
      'body: expected {"rows": [{…}]}, found an object under rows',
      flowers,
    ],
    [
      'vertex',
      { rows: [] },
      'rows.shape',
      'body: expected {"instances": [{…}]}, found the keys rows',
      flowers,
    ],
    [
      'sagemaker',
      { instances: [[1, 2]] },
      'rows.shape',
      'rows.0: expected 3 values, one for each of length, petals, colour; found a list of 2 values',
      flowers,
    ],
    [
      'azureml',
      { data: [] },
      'rows.shape',
      'body: expected {"input_data": {"columns": […], "data": [[…]]}}, found an object',
      flowers,
    ],
    [
      'azureml',
      { input_data: { columns: ['a', 'a'], data: [[1, 2]] } },
      'rows.shape',
      'input_data.columns: a name stands there twice',
      flowers,
    ],
    [
      'azureml',
      { input_data: { columns: [1], data: [[1]] } },
      'rows.shape',
      'input_data.columns: expected a list of names, found a list of 1 value',
      flowers,
    ],
    [
      'azureml',
      { input_data: { index: [1, 2], data: [[1]] } },
      'rows.shape',
      'input_data.index: expected a list of 1 labels, found a list of 2 values',
      flowers,
    ],
    [
      'oip',
      { inputs: [{ ...tensor, name: 'img' }] },
      'rows.column-unknown',
      'inputs.0.name: "img" is not a column of this model; its columns are image',
      picture,
    ],
    [
      'oip',
      { inputs: [{ ...tensor, datatype: 'BYTES' }] },
      'rows.wrong-type',
      'inputs.0.datatype: expected a number type such as FP64 for the column image, found the text "BYTES"',
      picture,
    ],
    [
      'oip',
      { inputs: [{ ...tensor, shape: [1, 4, 1] }] },
      'rows.shape',
      'inputs.0.shape: expected [rows, 2, 2], found [1, 4, 1]',
      picture,
    ],
    [
      'oip',
      { inputs: [{ ...tensor, shape: [1, -2, -2] }] },
      'rows.shape',
      'inputs.0.shape: expected [rows, 2, 2], found a list of 3 values',
      picture,
    ],
    [
      'oip',
      { inputs: [{ ...tensor, data: [1, 2, 3] }] },
      'rows.shape',
      'inputs.0.data: expected 4 values for this shape, found 3',
      picture,
    ],
    ['oip', { inputs: [tensor, tensor] }, 'rows.shape', 'inputs: a name stands there twice', picture],
    [
      'oip',
      { inputs: [tensor], outputs: [{ name: 'x' }] },
      'rows.shape',
      'outputs.0.name: expected one of value, found the text "x"',
      picture,
    ],
  ])('%s refuses %j', (route, body, code, problem, signature) => {
    expect(refusalOf(() => read(route, body, signature))).toEqual([code, problem]);
  });

  it('names tensors of different length', () => {
    const inputs = [
      { name: 'length', datatype: 'FP64', shape: [2], data: [1, 2] },
      { name: 'petals', datatype: 'INT64', shape: [1], data: [1] },
    ];
    expect(refusalOf(() => read('oip', { inputs }))).toEqual([
      'rows.shape',
      'inputs.1.shape: expected 2 rows as in the first tensor, found 1',
    ]);
  });

  it('counts the values of each CSV line', () => {
    expect(refusalOf(() => read('sagemaker', '1,2,red\n1,2\n', flowers, 'text/csv'))).toEqual([
      'rows.shape',
      'rows.1: expected 3 values, found 2',
    ]);
  });
});

describe('text that is not JSON', () => {
  it.each([
    ['{"rows": [{"length": NaN}]}', 'Line 1, column 22: a value was expected, not NaN.'],
    ['{"rows": [\n{"length": 1,}\n]}', 'Line 2, column 14: a name in double quotes was expected, not }.'],
    ['{"rows": [', 'Line 1, column 11: a value or ] was expected, not the end of the text.'],
    ['  ', 'The body is empty.'],
  ])('%j', (body, details) => {
    expect(refusalOf(() => read('rest', body))).toEqual(['input.not-json', details]);
  });

  it('says what to write instead of NaN', () => {
    const thrown = expect.objectContaining({
      fixes: ['Write a finite number instead of NaN, or leave the row out: JSON has no such word.'],
    }) as unknown;
    expect(() => read('rest', '{"rows": [{"length": NaN}]}')).toThrow(
      expect.objectContaining({ record: thrown }) as Error,
    );
  });
});
