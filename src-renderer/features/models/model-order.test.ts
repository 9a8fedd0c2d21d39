import { expect, test } from 'vitest';
import { sampleModels } from '../../gallery/fixtures/models.ts';
import { nextOrder, sortModels } from './model-order.ts';

const { iris, mass, digit } = sampleModels;
const models = [mass, digit, iris];
const ids = (order: Parameters<typeof sortModels>[1]) => sortModels(models, order).map(({ id }) => id);

test('models are sorted by any column, and by name where that is equal', () => {
  expect([
    ids({ column: 'name', descending: false }),
    ids({ column: 'size', descending: true }),
    ids({ column: 'licence', descending: false }),
    ids({ column: 'kind', descending: true }),
  ]).toEqual([
    [digit.id, iris.id, mass.id],
    [digit.id, mass.id, iris.id],
    [digit.id, iris.id, mass.id],
    [iris.id, mass.id, digit.id],
  ]);
});

test('a second press turns the order round, another column starts anew', () => {
  const once = nextOrder({ column: 'name', descending: false }, 'size');
  expect([once, nextOrder(once, 'size'), nextOrder({ column: 'size', descending: true }, 'size')]).toEqual([
    { column: 'size', descending: false },
    { column: 'size', descending: true },
    { column: 'size', descending: false },
  ]);
});
