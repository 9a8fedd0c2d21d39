import { expect, test } from 'vitest';
import {
  blankGrid,
  drawStroke,
  eraseStroke,
  inkForKey,
  isGrid,
  movePlace,
  sameGrid,
  setInk,
} from './grid.ts';

test('a stroke is full along its line and fades beside it', () => {
  const grid = drawStroke(blankGrid(3, 4), { x: 0.5, y: 1.5 }, { x: 3.5, y: 1.5 }, 16);
  expect(grid).toEqual([
    [3, 3, 3, 3],
    [16, 16, 16, 16],
    [3, 3, 3, 3],
  ]);
});

test('a second stroke adds ink and takes none away', () => {
  const once = drawStroke(blankGrid(2, 2), { x: 0.5, y: 0.5 }, { x: 0.5, y: 0.5 }, 16);
  const twice = drawStroke(once, { x: 1.5, y: 1.5 }, { x: 1.5, y: 1.5 }, 16);
  expect([twice[0]?.[0], twice[1]?.[1]]).toEqual([16, 16]);
});

test('the eraser clears the cells it passes and no others', () => {
  const full = blankGrid(2, 3).map((row) => row.map(() => 16));
  expect(eraseStroke(full, { x: 0.5, y: 0.5 }, { x: 1.5, y: 0.5 })).toEqual([
    [0, 0, 16],
    [16, 16, 16],
  ]);
});

test('arrows, Home and End move within the edges; other keys do not move', () => {
  const moves = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'x'].map((key) =>
    movePlace({ row: 0, column: 1 }, key, 2, 3),
  );
  expect(moves).toEqual([
    { row: 0, column: 1 },
    { row: 1, column: 1 },
    { row: 0, column: 0 },
    { row: 0, column: 2 },
    { row: 0, column: 0 },
    { row: 0, column: 2 },
    undefined,
  ]);
});

test('Space switches the ink, digits are ninths of it, Delete clears', () => {
  expect([
    inkForKey(' ', 0, 16),
    inkForKey(' ', 3, 16),
    inkForKey('0', 5, 16),
    inkForKey('9', 0, 16),
    inkForKey('5', 0, 16),
    inkForKey('Delete', 5, 16),
    inkForKey('a', 5, 16),
  ]).toEqual([16, 0, 0, 16, 9, 0, undefined]);
});

test('a grid is a rectangle of finite numbers, of the given shape', () => {
  expect([
    isGrid([[1, 2]]),
    isGrid([[1, 2]], [1, 2]),
    isGrid([[1, 2]], [2, 1]),
    isGrid([[1], [1, 2]]),
    isGrid([[Number.NaN]]),
    isGrid([]),
  ]).toEqual([true, true, false, false, false, false]);
});

test('setting ink changes one cell', () => {
  const grid = setInk(blankGrid(2, 2), { row: 1, column: 0 }, 7);
  expect([
    grid,
    sameGrid(grid, [
      [0, 0],
      [7, 0],
    ]),
    sameGrid(grid, blankGrid(2, 2)),
  ]).toEqual([
    [
      [0, 0],
      [7, 0],
    ],
    true,
    false,
  ]);
});
