import { expect, test } from 'vitest';
import { readTab } from './tab-search.ts';

test('an address names a tab; the first one and what is none are left out', () => {
  expect([{ tab: 'layers' }, { tab: 'overview' }, { tab: 'nowhere' }, { tab: 3 }, {}].map(readTab)).toEqual([
    { tab: 'layers' },
    {},
    {},
    {},
    {},
  ]);
});
