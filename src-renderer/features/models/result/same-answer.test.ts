import { expect, test } from 'vitest';
import { compareAnswers } from './same-answer.ts';

const answer = (label: string, a: number, b: number) => ({ label, score: Math.max(a, b), scores: { a, b } });

test('the answer is the same within a thousandth', () => {
  expect([
    compareAnswers(answer('a', 0.75, 0.25), answer('a', 0.7505, 0.2495)).same,
    compareAnswers(answer('a', 0.75, 0.25), answer('a', 0.76, 0.24)).same,
    compareAnswers(answer('a', 0.5001, 0.4999), answer('b', 0.4999, 0.5001)).same,
    compareAnswers({ value: 5000 }, { value: 5004 }).same,
    compareAnswers({ value: 5000 }, { value: 5006 }).same,
    compareAnswers({ value: 5000 }, answer('a', 1, 0)).same,
  ]).toEqual([true, false, false, true, false, false]);
});

test('the largest difference is a share', () => {
  expect([
    compareAnswers(answer('a', 0.75, 0.25), answer('a', 1, 0)).largest,
    compareAnswers({ value: 4 }, { value: 5 }).largest,
  ]).toEqual([0.25, 0.25]);
});
