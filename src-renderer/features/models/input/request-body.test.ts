import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RouteId } from '@contract/serving.ts';
import { readRows, writeBody } from './request-body.ts';

const routes: readonly RouteId[] = ['rest', 'sagemaker', 'vertex', 'azureml', 'oip'];
const rows = [
  {
    species: 'Gentoo',
    mass: 5000.5,
    image: [
      [0, 16],
      [3, 4],
      [5, 6],
    ],
  },
  {
    species: 'Adelie',
    mass: -1,
    image: [
      [1, 1],
      [1, 1],
      [1, 1],
    ],
  },
];

describe.each(routes)('the body for %s', (route) => {
  test('is read back as the rows it was written from', () => {
    expect(readRows(route, writeBody(route, rows))).toEqual(rows);
  });

  test('is not read as rows when the rows are missing, empty or no objects', () => {
    const bodies = [
      '',
      '{',
      '[]',
      'null',
      '{}',
      '{"rows":[]}',
      '{"rows":[1]}',
      '{"instances":[]}',
      '{"inputs":[{"name":1}]}',
    ];
    expect(bodies.map((body) => readRows(route, body))).toEqual(bodies.map(() => undefined));
  });

  test('is read without a fault whatever JSON it holds', () => {
    fc.assert(fc.property(fc.json(), (text) => void readRows(route, text)));
  });
});

test('values that do not fit the signature are written as they are', () => {
  expect(JSON.parse(writeBody('rest', [{ mass: 'heavy', other: null }]))).toEqual({
    rows: [{ mass: 'heavy', other: null }],
  });
});

test('a drawing is written one row of cells to a line', () => {
  expect(
    writeBody('rest', [
      {
        image: [
          [0, 16],
          [3, 4],
        ],
      },
    ]),
  ).toBe('{\n  "rows": [\n    {\n      "image": [\n        [0, 16],\n        [3, 4]\n      ]\n    }\n  ]\n}');
});

test('a table with a row of the wrong length and tensors of different lengths are not read', () => {
  const table = '{"input_data":{"columns":["a","b"],"data":[[1,2],[3]]}}';
  const tensors =
    '{"inputs":[{"name":"a","shape":[2,1],"data":[1,2]},{"name":"b","shape":[1,1],"data":[1]}]}';
  expect([readRows('azureml', table), readRows('oip', tensors)]).toEqual([undefined, undefined]);
});
