import type { ModelCard, Signature } from '../../../contract/models.ts';

/** A table with one column of each plain type, classified. */
export const flowers: Signature = {
  inputs: [
    { name: 'length', title: 'Length', type: 'number', unit: 'cm', min: 0, max: 9 },
    { name: 'petals', title: 'Petals', type: 'integer' },
    { name: 'colour', title: 'Colour', type: 'string', categories: ['red', 'blue', '7'] },
  ],
  output: {
    task: 'classification',
    name: 'species',
    labels: [
      { value: 'rose', title: 'Rose' },
      { value: 'iris, blue', title: 'Iris' },
    ],
  },
};

/** An image of 2 by 2, measured. */
export const picture: Signature = {
  inputs: [{ name: 'image', title: 'Image', type: 'tensor', shape: [2, 2], min: 0, max: 1 }],
  output: { task: 'regression', name: 'brightness' },
};

export const flowersCard: ModelCard = {
  id: 'flowers',
  title: 'Flowers',
  summary: 'For tests.',
  kind: 'tabular',
  signature: flowers,
  onnx: {
    inputs: [
      { name: 'numbers', columns: ['length'], type: 'float32', shape: [1] },
      { name: 'counts', columns: ['petals'], type: 'int64', shape: [1] },
      { name: 'words', columns: ['colour'], type: 'string', shape: [1] },
    ],
    output: 'scores',
  },
  examples: [
    {
      title: 'A rose',
      row: { length: 1.5, petals: 5, colour: 'red' },
      expected: { label: 'rose', score: 0.75, scores: { rose: 0.75, 'iris, blue': 0.25 } },
    },
  ],
  training: { algorithm: 'None', library: 'none', rows: 1, metric: { name: 'none', value: 0 } },
  data: {
    name: 'None',
    licence: 'CC0',
    licenceUrl: 'https://example.org/',
    source: 'none',
    attribution: 'none',
  },
};
