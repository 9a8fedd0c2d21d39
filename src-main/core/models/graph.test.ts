import { describe, expect, it } from 'vitest';
import type { ModelCard, Prediction } from '../../contract/models.ts';
import { checkExample } from './check-example.ts';
import { graphInputs } from './graph-inputs.ts';
import { predictionsOf } from './predictions-of.ts';
import { flowers, flowersCard, picture } from './testing/signatures.ts';

const failure = (code: string, details: string) =>
  expect.objectContaining({
    record: expect.objectContaining({ code, details: expect.stringContaining(details) as string }) as unknown,
  }) as Error;

describe('rows on their way into the graph', () => {
  const rows = [
    { length: 1.5, petals: 5, colour: 'red' },
    { length: 2, petals: 6, colour: 'blue' },
  ];

  it('become one input for each of the card, the rows in front', () => {
    expect(graphInputs(flowersCard, rows)).toEqual([
      { name: 'numbers', type: 'float32', shape: [2, 1], values: [1.5, 2] },
      { name: 'counts', type: 'int64', shape: [2, 1], values: [5, 6] },
      { name: 'words', type: 'string', shape: [2, 1], values: ['red', 'blue'] },
    ]);
  });

  it('become flat, row by row, where the graph wants a vector', () => {
    const pixels = { name: 'pixels', columns: ['image'], type: 'float32', shape: [4] } as const;
    const card: ModelCard = {
      ...flowersCard,
      signature: picture,
      onnx: { inputs: [{ ...pixels, columns: ['image'], shape: [4] }], output: 'y' },
    };
    expect(
      graphInputs(card, [
        {
          image: [
            [1, 2],
            [3, 4],
          ],
        },
      ]),
    ).toEqual([{ name: 'pixels', type: 'float32', shape: [1, 4], values: [1, 2, 3, 4] }]);
  });

  it('are refused when 32 bits cannot hold a number', () => {
    expect(() => graphInputs(flowersCard, [{ length: 1e300, petals: 5, colour: 'red' }])).toThrow(
      failure('rows.not-finite', 'rows.0.length: the number is too large for the 32 bits of this model'),
    );
  });

  it('are not forced into a graph of another width', () => {
    const card: ModelCard = {
      ...flowersCard,
      onnx: {
        ...flowersCard.onnx,
        inputs: [{ name: 'numbers', columns: ['length'], type: 'float32', shape: [3] }],
      },
    };
    expect(() => graphInputs(card, rows)).toThrow(
      failure('model.unreadable', 'have 1 values; its shape has 3'),
    );
  });
});

describe('numbers on their way out', () => {
  it('become the label with the highest score, the scores as they are', () => {
    const raw = { shape: [2, 2], values: [-3, 7.5, 0.5, 0.5] };
    expect(predictionsOf(flowers, raw, 2)).toEqual([
      { label: 'iris, blue', score: 7.5, scores: { rose: -3, 'iris, blue': 7.5 } },
      { label: 'rose', score: 0.5, scores: { rose: 0.5, 'iris, blue': 0.5 } },
    ]);
    expect(predictionsOf(picture, { shape: [2, 1], values: [1, 2] }, 2)).toEqual([
      { value: 1 },
      { value: 2 },
    ]);
  });

  it.each([
    ['another number of labels', { shape: [1, 3], values: [1, 2, 3] }],
    ['another number of rows', { shape: [2, 1], values: [1, 2] }],
  ])('are refused with %s', (_title, output) => {
    expect(() => predictionsOf(flowers, output, 1)).toThrow(
      failure('model.unreadable', 'its card says 2 values a row'),
    );
  });

  it('are refused when one is not finite, instead of being answered as null', () => {
    expect(() => predictionsOf(flowers, { shape: [1, 2], values: [Number.NaN, 1] }, 1)).toThrow(
      failure('model.failed', 'row 0 with NaN, 1'),
    );
  });
});

describe('the first example', () => {
  const expected = { label: 'rose', score: 0.75, scores: { rose: 0.75, 'iris, blue': 0.25 } };

  it.each<[string, Prediction]>([
    ['the same', expected],
    [
      'the same within 32 bits',
      { label: 'rose', score: 0.7500001, scores: { rose: 0.7500001, 'iris, blue': 0.2499999 } },
    ],
  ])('is passed by %s', (_title, answered) => {
    expect(() => checkExample(flowersCard, answered)).not.toThrow();
  });

  it.each<[string, Prediction | undefined]>([
    ['another label', { ...expected, label: 'iris, blue' }],
    ['another score', { ...expected, scores: { rose: 0.7, 'iris, blue': 0.3 } }],
    ['other scores than the card has', { ...expected, scores: { rose: 0.75 } }],
    ['a value', { value: 0.75 }],
    ['nothing', undefined],
  ])('is failed by %s', (_title, answered) => {
    expect(() => checkExample(flowersCard, answered)).toThrow(
      failure('model.unreadable', 'Expected for the first example'),
    );
  });
});
