import { expect, test } from 'vitest';
import { settledStep, stepMarks, wizardReducer, type WizardStep } from './wizard.ts';

type Id = 'choose' | 'look' | 'decide' | 'build';

const steps: readonly WizardStep<Id>[] = [
  { id: 'choose', title: 'Choose' },
  { id: 'look', title: 'Look' },
  { id: 'decide', title: 'Decide', closed: 'Accept the finding first.' },
  { id: 'build', title: 'Build' },
];

test('next and back move by one and stop at the ends and before a closed step', () => {
  expect([
    wizardReducer(steps, 'choose', { type: 'next' }),
    wizardReducer(steps, 'look', { type: 'next' }),
    wizardReducer(steps, 'look', { type: 'back' }),
    wizardReducer(steps, 'choose', { type: 'back' }),
  ]).toEqual(['look', 'look', 'choose', 'choose']);
});

test('a step behind a closed one cannot be jumped to, an earlier one can', () => {
  expect([
    wizardReducer(steps, 'look', { type: 'go', step: 'build' }),
    wizardReducer(steps, 'look', { type: 'go', step: 'choose' }),
  ]).toEqual(['look', 'choose']);
});

test('an address that asks for too much shows the last step that may be entered', () => {
  expect([settledStep(steps, 'build'), settledStep(steps, 'choose')]).toEqual(['look', 'choose']);
});

test('every step is marked by where the person stands', () => {
  expect(stepMarks(steps, 'look')).toEqual(['done', 'current', 'closed', 'closed']);
  expect(stepMarks(steps.slice(0, 2), 'choose')).toEqual(['current', 'open']);
});
