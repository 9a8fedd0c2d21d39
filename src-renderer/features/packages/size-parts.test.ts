import { expect, test } from 'vitest';
import { shareText, sizeParts } from './size-parts.ts';

test('parts stand largest first with their shares', () => {
  expect(
    sizeParts(200, [
      { title: 'Base image', bytes: 50 },
      { title: 'scikit-learn', bytes: 150 },
    ]),
  ).toEqual([
    { title: 'scikit-learn', bytes: 150, share: 0.75 },
    { title: 'Base image', bytes: 50, share: 0.25 },
  ]);
});

test('what is too small to be seen or not named stands together at the end', () => {
  expect(
    sizeParts(1_000, [
      { title: 'Model', bytes: 4 },
      { title: 'Runtime', bytes: 6 },
      { title: 'Base image', bytes: 900 },
    ]),
  ).toEqual([
    { title: 'Base image', bytes: 900, share: 0.9 },
    { title: 'Everything else', bytes: 100, share: 0.1 },
  ]);
});

test('nothing has no parts', () => {
  expect(sizeParts(0, [])).toEqual([]);
});

test('a share that rounds to nothing is still told to be there', () => {
  expect([0, 0.001, 0.006, 0.46].map(shareText)).toEqual(['0 %', '< 1 %', '1 %', '46 %']);
});
