import { expect, test } from 'vitest';
import type { Signature } from '@contract/models.ts';
import {
  blankColumns,
  changeCell,
  exampleIndex,
  formFromRow,
  isOutsideTraining,
  rowFromForm,
} from './form-state.ts';

const signature: Signature = {
  inputs: [
    { name: 'length', title: 'Length', type: 'number', min: 1, max: 2 },
    { name: 'kind', title: 'Kind', type: 'string', categories: ['a', 'b'] },
    { name: 'image', title: 'Image', type: 'tensor', shape: [2, 2] },
  ],
  output: { task: 'regression', name: 'mass' },
};
const row = {
  length: 1.5,
  kind: 'a',
  image: [
    [1, 2],
    [3, 4],
  ],
};

test('a row that fits is shown whole and written back in the order of the signature', () => {
  const form = formFromRow(signature, { image: row.image, kind: 'a', length: 1.5 });
  expect([form, Object.keys(rowFromForm(signature, form))]).toEqual([
    { cells: row, extras: {}, misfits: [] },
    ['length', 'kind', 'image'],
  ]);
});

test('values of the wrong type are left blank and named; unknown columns are kept', () => {
  const form = formFromRow(signature, { length: 'long', kind: 'z', image: [[1, 2, 3]], colour: 'red' });
  expect(form).toEqual({
    cells: { kind: 'z' },
    extras: { colour: 'red' },
    misfits: [
      { column: 'length', found: '"long"' },
      { column: 'image', found: '[[1,2,3]]' },
    ],
  });
  expect(rowFromForm(signature, form)).toEqual({ kind: 'z', colour: 'red' });
});

test('a changed cell settles its misfit; a cleared one is blank', () => {
  const form = changeCell(formFromRow(signature, { ...row, length: null }), 'length', 3);
  const cleared = changeCell(form, 'kind', undefined);
  expect([form.cells, form.misfits, blankColumns(signature, cleared).map(({ name }) => name)]).toEqual([
    { ...row, length: 3 },
    [],
    ['kind'],
  ]);
});

test('only numbers beyond the ends of the range are outside the training', () => {
  const [column] = signature.inputs;
  const values = [0.9, 1, 2, 2.1, 'a', undefined];
  expect(column && values.map((value) => isOutsideTraining(column, value))).toEqual([
    true,
    false,
    false,
    true,
    false,
    false,
  ]);
});

test('an example is recognised by its exact row', () => {
  const examples = [{ row: { ...row, length: 1 } }, { row }];
  const rows = [
    {
      ...row,
      image: [
        [1, 2],
        [3, 4],
      ],
    },
    { ...row, kind: 'b' },
    { ...row, colour: 'red' },
  ];
  expect(rows.map((one) => exampleIndex(signature, examples, one))).toEqual([1, -1, -1]);
});
