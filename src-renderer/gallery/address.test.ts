import { expect, test } from 'vitest';
import { readAddress } from './address.ts';

test('the address names a state and a theme', () => {
  expect(
    [
      '#/__gallery',
      '#/__gallery/job-failed',
      '#/__gallery/job-failed?theme=dark',
      '#/__gallery/?theme=odd',
    ].map(readAddress),
  ).toEqual([
    { id: undefined, theme: 'light' },
    { id: 'job-failed', theme: 'light' },
    { id: 'job-failed', theme: 'dark' },
    { id: undefined, theme: 'light' },
  ]);
});
