import { expect, test } from 'vitest';
import { folderPackage, forestPackage, processPackage } from '../../gallery/fixtures/packages.ts';
import { defaultOrder, nextOrder, visiblePackages } from './package-order.ts';

const packages = [processPackage, forestPackage, folderPackage];
const ids = (...of: Parameters<typeof visiblePackages>) => visiblePackages(...of).map(({ name }) => name);

test('the newest comes first until another column is chosen', () => {
  expect([
    ids(packages, defaultOrder, ''),
    ids(packages, { column: 'name', descending: false }, ''),
    ids(packages, { column: 'size', descending: true }, ''),
  ]).toEqual([
    ['penguin-mass', 'iris-boosted', 'digit-reader'],
    ['digit-reader', 'iris-boosted', 'penguin-mass'],
    ['penguin-mass', 'iris-boosted', 'digit-reader'],
  ]);
});

test('every typed word has to be in the name, the version or a framework', () => {
  expect([
    ids(packages, defaultOrder, 'xgboost iris'),
    ids(packages, defaultOrder, '2026.03'),
    ids(packages, defaultOrder, 'scikit torch'),
  ]).toEqual([['iris-boosted'], ['digit-reader'], []]);
});

test('a column that is chosen again turns round', () => {
  const size = nextOrder(defaultOrder, 'size');
  expect([size, nextOrder(size, 'size'), nextOrder(size, 'name')]).toEqual([
    { column: 'size', descending: true },
    { column: 'size', descending: false },
    { column: 'name', descending: false },
  ]);
});
