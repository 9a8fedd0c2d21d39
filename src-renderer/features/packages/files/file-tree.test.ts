import { expect, test } from 'vitest';
import { foldersOf, treeMove, treeRows } from './file-tree.ts';

const files = [
  { path: 'Dockerfile', bytes: 900 },
  { path: 'model/slipway.json', bytes: 40 },
  { path: 'model/data/rows.csv', bytes: 60 },
  { path: '.dockerignore', bytes: 10 },
];
const row = (path: string, level: number, more: object) => ({
  path,
  name: path.split('/').at(-1),
  level,
  folder: false,
  open: false,
  ...more,
});
const model = row('model', 1, { folder: true, bytes: 100, position: 1, siblings: 3 });

test('folders come before files, closed, with the size of what they hold', () => {
  expect(treeRows(files, new Set())).toEqual([
    model,
    row('.dockerignore', 1, { bytes: 10, position: 2, siblings: 3 }),
    row('Dockerfile', 1, { bytes: 900, position: 3, siblings: 3 }),
  ]);
});

test('an open folder shows its own children; a folder in it stays closed', () => {
  expect(treeRows(files, new Set(['model'])).slice(0, 3)).toEqual([
    { ...model, open: true },
    row('model/data', 2, { folder: true, bytes: 60, position: 1, siblings: 2 }),
    row('model/slipway.json', 2, { bytes: 40, position: 2, siblings: 2 }),
  ]);
});

test('a folder with a file of unknown size has no size', () => {
  expect(treeRows([{ path: 'wheels/a.whl' }], new Set())[0]).not.toHaveProperty('bytes');
});

test('arrow keys walk the rows, open and close folders, and lead to the parent', () => {
  const closed = treeRows(files, new Set());
  const open = treeRows(files, new Set(['model']));
  expect([
    treeMove(closed, 'model', 'ArrowDown'),
    treeMove(closed, 'model', 'ArrowUp'),
    treeMove(closed, 'model', 'ArrowRight'),
    treeMove(open, 'model', 'ArrowRight'),
    treeMove(open, 'model', 'ArrowLeft'),
    treeMove(open, 'model/slipway.json', 'ArrowLeft'),
    treeMove(open, 'Dockerfile', 'ArrowRight'),
    treeMove(open, 'Dockerfile', 'Home'),
    treeMove(open, 'model', 'End'),
    treeMove(open, 'gone', 'End'),
  ]).toEqual([
    { focus: '.dockerignore' },
    undefined,
    { toggle: 'model', open: true },
    { focus: 'model/data' },
    { toggle: 'model', open: false },
    { focus: 'model' },
    undefined,
    { focus: 'model' },
    { focus: 'Dockerfile' },
    undefined,
  ]);
});

test('the folders on the way to a file are named from the root', () => {
  expect([foldersOf('a/b/c.txt'), foldersOf('c.txt')]).toEqual([['a', 'a/b'], []]);
});
