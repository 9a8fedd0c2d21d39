import { expect, test } from 'vitest';
import { sampleModels } from '../../../gallery/fixtures/models.ts';
import { blanksError, linkProblems } from './field-problems.ts';

const { signature } = sampleModels.iris;

test('a problem is linked to the column its path names, in the spelling of any route', () => {
  const paths = [
    'rows.0.petal_length',
    'instances.3.petal_length',
    'inputs.petal_length',
    'rows.0.colour',
    'rows',
  ];
  const linked = linkProblems(signature, { fields: paths.map((path) => ({ path, message: 'm' })) });
  expect(linked.map(({ column }) => column?.title)).toEqual([
    'Petal length',
    'Petal length',
    'Petal length',
    undefined,
    undefined,
  ]);
});

test('blank fields have the name that the server gives a missing column', () => {
  const { code, fields } = blanksError(signature.inputs.slice(0, 1));
  expect([code, fields]).toEqual([
    'rows.column-missing',
    [{ path: 'rows.0.sepal_length', message: 'A number is needed.' }],
  ]);
});
