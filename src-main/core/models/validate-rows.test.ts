import { describe, expect, it } from 'vitest';
import type { Row, Signature } from '../../contract/models.ts';
import { maxRows, servingRoutes, type RouteId } from '../../contract/serving.ts';
import { AppError } from '../app-error.ts';
import { readRequest, type BodyType } from './read-request.ts';
import { refusalOf } from './testing/refusal.ts';
import { flowers, picture } from './testing/signatures.ts';

const rose = { length: 1.5, petals: 5, colour: 'red' };
const routes = Object.keys(servingRoutes) as RouteId[];

function read(
  route: RouteId,
  body: unknown,
  signature: Signature = flowers,
  type: BodyType = 'application/json',
) {
  return readRequest(route, signature, typeof body === 'string' ? body : JSON.stringify(body), type);
}

describe('rows that do not fit the signature', () => {
  it.each<[string, unknown, string, string]>([
    [
      'text for a number',
      { ...rose, length: '1.5' },
      'rows.wrong-type',
      'rows.0.length: expected a number, found the text "1.5"',
    ],
    [
      'null for a number',
      { ...rose, length: null },
      'rows.wrong-type',
      'rows.0.length: expected a number, found null',
    ],
    [
      'the word NaN',
      { ...rose, length: 'NaN' },
      'rows.not-finite',
      'rows.0.length: "NaN" is not a finite number',
    ],
    [
      'a fraction for a whole number',
      { ...rose, petals: 1.5 },
      'rows.wrong-type',
      'rows.0.petals: expected a whole number, found the number 1.5',
    ],
    [
      'a number for text',
      { ...rose, colour: 7 },
      'rows.wrong-type',
      'rows.0.colour: expected text, found the number 7',
    ],
    [
      'an unseen category',
      { ...rose, colour: 'Red' },
      'rows.unknown-category',
      'rows.0.colour: "Red" is not one of red, blue, 7',
    ],
    [
      'a column too many',
      { ...rose, lenght: 1 },
      'rows.column-unknown',
      'rows.0.lenght: not a column of this model; its columns are length, petals, colour',
    ],
    [
      'a list for a row',
      [1, 2, 3],
      'rows.shape',
      'rows.0: expected an object with a value for each column, found a list of 3 values',
    ],
    [
      'null for a row',
      null,
      'rows.shape',
      'rows.0: expected an object with a value for each column, found null',
    ],
  ])('%s', (_title, row, code, problem) => {
    expect(refusalOf(() => read('rest', { rows: [row] }))).toEqual([code, problem]);
  });

  it('a number that JSON can spell but nothing can hold', () => {
    const problem = 'rows.0.length: the number is too large';
    expect(refusalOf(() => read('rest', '{"rows":[{"length":1e999,"petals":5,"colour":"red"}]}'))).toEqual([
      'rows.not-finite',
      problem,
    ]);
  });

  it('names every problem of every row, and the first one in the title', () => {
    const rows = [{ length: 1, petals: 2 }, rose, { length: 'x', petals: 2, colour: 'green' }];
    expect(refusalOf(() => read('rest', { rows }))).toEqual([
      'rows.column-missing',
      'rows.0.colour: the column is missing',
      'rows.2.length: expected a number, found the text "x"',
      'rows.2.colour: "green" is not one of red, blue, 7',
    ]);
  });

  it('lists the first fifty and counts the rest', () => {
    const rows = Array.from({ length: 100 }, () => ({ ...rose, length: 'x' }));
    const error = (() => {
      try {
        return read('rest', { rows });
      } catch (thrown) {
        return thrown as AppError;
      }
    })();
    expect(error).toBeInstanceOf(AppError);
    const { fields = [], details = '' } = (error as AppError).record;
    expect([fields.length, fields.at(-1)?.path, details.split('\n').at(-1)]).toEqual([
      50,
      'rows.49.length',
      '… and 50 more.',
    ]);
  });

  it('takes names of the language for names like any other', () => {
    const body = '{"rows":[{"length":1,"petals":2,"colour":"red","__proto__":{"length":9},"constructor":1}]}';
    const known = 'not a column of this model; its columns are length, petals, colour';
    expect(refusalOf(() => read('rest', body))).toEqual([
      'rows.column-unknown',
      `rows.0.__proto__: ${known}`,
      `rows.0.constructor: ${known}`,
    ]);
    const frame = { columns: ['length', 'petals', '__proto__'], data: [[1, 2, 'red']] };
    expect(refusalOf(() => read('azureml', { input_data: frame }))).toEqual([
      'rows.column-missing',
      'rows.0.colour: the column is missing',
      `rows.0.__proto__: ${known}`,
    ]);
    const odd: Signature = { ...flowers, inputs: [{ name: 'constructor', title: 'Odd', type: 'string' }] };
    expect(refusalOf(() => read('rest', { rows: [{}] }, odd))).toEqual([
      'rows.column-missing',
      'rows.0.constructor: the column is missing',
    ]);
    expect(({} as Record<string, unknown>)['length']).toBeUndefined();
  });

  it.each<[string, unknown, string]>([
    ['a row too few', [[1, 2]], 'rows.0.image: expected 2 x 2 numbers, found a list of 1 value'],
    [
      'a number too many',
      [
        [1, 2],
        [3, 4, 5],
      ],
      'rows.0.image: expected 2 x 2 numbers, found a list of 3 values at [1]',
    ],
    [
      'a word',
      [
        [1, 2],
        [3, 'x'],
      ],
      'rows.0.image: expected 2 x 2 numbers, found the text "x" at [1][1]',
    ],
    [
      'a level too many',
      [
        [1, 2],
        [3, [4]],
      ],
      'rows.0.image: expected 2 x 2 numbers, found a list of 1 value at [1][1]',
    ],
    ['no list', 5, 'rows.0.image: expected 2 x 2 numbers, found the number 5'],
  ])('an image with %s', (_title, image, problem) => {
    expect(refusalOf(() => read('rest', { rows: [{ image }] }, picture))).toEqual([
      'rows.wrong-type',
      problem,
    ]);
  });
});

describe('no rows, or more than a request may have', () => {
  const many = Array.from({ length: maxRows + 1 }, () => rose);
  const bodiesOf = (rows: readonly Row[]): [RouteId, unknown][] =>
    routes.map((route) => [route, servingRoutes[route].body(rows)]);

  it.each(bodiesOf([]))('%s has none', (route, body) => {
    expect(refusalOf(() => read(route, body))).toEqual(['rows.empty', undefined]);
  });

  it.each(bodiesOf(many))('%s has too many', (route, body) => {
    expect(refusalOf(() => read(route, body))).toEqual([
      'rows.too-many',
      'The request has 10001 rows; 10000 are allowed.',
    ]);
  });

  it('an announced shape alone takes no memory', () => {
    const body = { inputs: [{ name: 'length', datatype: 'FP64', shape: [9_007_199_254_740_991], data: [] }] };
    expect(refusalOf(() => read('oip', body))).toEqual([
      'rows.too-many',
      'The request has 9007199254740991 rows; 10000 are allowed.',
    ]);
  });
});
