import { expect, it } from 'vitest';
import { flowers, picture } from './testing/signatures.ts';
import { rowFromCells } from './row-from-cells.ts';

it('turns text into the types of the columns and leaves out what the model does not use', () => {
  const cells = { length: ' 1.5e1 ', petals: '+5', colour: '7', note: 'x' };
  expect(rowFromCells(flowers, cells)).toEqual({ length: 15, petals: 5, colour: '7' });
});

it('leaves what does not fit for the server to name', () => {
  const cells = { length: '', petals: 'NaN', colour: null };
  expect(rowFromCells(flowers, cells)).toEqual(cells);
  expect(rowFromCells(flowers, { length: '1e999', petals: '0x10' })).toEqual({
    length: '1e999',
    petals: '0x10',
  });
});

it('reads a list in a tensor column', () => {
  expect(rowFromCells(picture, { image: '[[1,2],[3,4]]' })).toEqual({
    image: [
      [1, 2],
      [3, 4],
    ],
  });
  expect(rowFromCells(picture, { image: '[[1,2' })).toEqual({ image: '[[1,2' });
});
