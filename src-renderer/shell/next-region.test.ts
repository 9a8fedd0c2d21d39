import { expect, test } from 'vitest';
import { nextRegion } from './next-region.ts';

test('goes round in both directions and starts at an end', () => {
  expect([
    nextRegion(0, 4, false),
    nextRegion(3, 4, false),
    nextRegion(0, 4, true),
    nextRegion(-1, 4, false),
    nextRegion(-1, 4, true),
  ]).toEqual([1, 0, 3, 0, 3]);
});
