import { expect, test } from 'vitest';
import { sampleModels } from '../../../gallery/fixtures/models.ts';
import { viewResult } from './result-view.ts';

test('a label carries its title and every label, the most probable first', () => {
  const scores = { setosa: 0.1, versicolor: 0.2, virginica: 0.7 };
  expect(viewResult(sampleModels.iris.signature, { label: 'virginica', score: 0.7, scores })).toEqual({
    kind: 'label',
    value: 'virginica',
    title: 'Iris virginica',
    score: 0.7,
    bars: [
      { value: 'virginica', title: 'Iris virginica', score: 0.7 },
      { value: 'versicolor', title: 'Iris versicolor', score: 0.2 },
      { value: 'setosa', title: 'Iris setosa', score: 0.1 },
    ],
  });
});

test('a value says where it lies in the range of the training', () => {
  const ranges = [4500, 2000, 7000].map((value) => {
    const view = viewResult(sampleModels.mass.signature, { value });
    return view.kind === 'value' ? view.range : undefined;
  });
  expect(ranges).toEqual([
    { min: 2700, max: 6300, position: 0.5, place: 'inside' },
    { min: 2700, max: 6300, position: 0, place: 'below' },
    { min: 2700, max: 6300, position: 1, place: 'above' },
  ]);
});

test('a value without a known range has none', () => {
  const { inputs } = sampleModels.mass.signature;
  expect(viewResult({ inputs, output: { task: 'regression', name: 'mass' } }, { value: 1 })).toEqual({
    kind: 'value',
    value: 1,
    name: 'mass',
  });
});
