import { expect, test } from 'vitest';
import { choosePython } from './choose-python.ts';
import { readRequirement, type Requirement } from './requirement-line.ts';
import { facts } from './testing/inspection.ts';

const requirements = (...lines: string[]): Requirement[] =>
  lines.flatMap((line) => readRequirement(line) ?? []);

test.each([
  ['3.10', '3.10', 'The model was made with Python 3.10.'],
  [
    '3.8',
    '3.10',
    'The model was made with Python 3.8, which the runtime does not serve; 3.10 is the nearest that it does.',
  ],
  [
    '3.14',
    '3.13',
    'The model was made with Python 3.14, which the runtime does not serve; 3.13 is the nearest that it does.',
  ],
  [undefined, '3.12', 'The model does not say which Python it was made with; 3.12 is usual.'],
] as const)('a model of Python %s is served by %s', (recorded, python, reason) => {
  expect(choosePython(undefined, recorded, [], facts)).toEqual({ python, reason, without: [] });
});

test('a library that is too old for the first choice moves it to the nearest Python that has it', () => {
  expect(choosePython(undefined, undefined, requirements('scikit-learn==1.2.2'), facts)).toEqual({
    python: '3.11',
    reason: 'scikit-learn 1.2.2 cannot be installed on Python 3.12; 3.11 is the nearest that can.',
    without: [],
  });
});

test('a Python chosen by hand stays, and what it lacks is named', () => {
  expect(choosePython('3.13', '3.11', requirements('scikit-learn==1.2.2', 'joblib==1.0'), facts)).toEqual({
    python: '3.13',
    reason: 'Python 3.13 was chosen by hand.',
    without: ['scikit-learn 1.2.2'],
  });
});
