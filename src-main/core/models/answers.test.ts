import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Prediction, Signature } from '../../contract/models.ts';
import { servingRoutes, type RouteId } from '../../contract/serving.ts';
import { decodeAnswer } from './decode-answer.ts';
import { encodeAnswer, encodeCsv } from './encode-answer.ts';
import { flowers, picture } from './testing/signatures.ts';

const routes = Object.keys(servingRoutes) as RouteId[];
const finite = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map((value) => (Object.is(value, -0) ? 0 : value));
const classified: fc.Arbitrary<Prediction> = fc.tuple(finite, finite).map(([rose, iris]) => ({
  label: rose >= iris ? 'rose' : 'iris, blue',
  score: Math.max(rose, iris),
  scores: { rose, 'iris, blue': iris },
}));
const measured: fc.Arbitrary<Prediction> = finite.map((value) => ({ value }));

describe.each(routes)('%s', (route) => {
  it.each<[string, Signature, fc.Arbitrary<Prediction>]>([
    ['classes', flowers, classified],
    ['values', picture, measured],
  ])('answers %s that are read back unchanged', (_title, signature, prediction) => {
    fc.assert(
      fc.property(fc.array(prediction, { maxLength: 5 }), (predictions) => {
        const body = JSON.stringify(encodeAnswer(route, signature, predictions));
        expect(decodeAnswer(route, signature, body)).toEqual(predictions);
      }),
    );
  });

  it.each([
    '',
    '{}',
    '[{}]',
    '{"predictions":[{"label":"rose"}]}',
    '{"outputs":[{"name":"label","data":["rose"]}]}',
  ])('does not take %s for predictions', (body) => {
    expect(() => decodeAnswer(route, flowers, body)).toThrow(
      expect.objectContaining({
        record: expect.objectContaining({ code: 'model.failed' }) as unknown,
      }) as Error,
    );
  });
});

const iris: Prediction = { label: 'iris, blue', score: 0.75, scores: { rose: 0.25, 'iris, blue': 0.75 } };

it('answers the Open Inference Protocol with the request id and only the outputs that were asked for', () => {
  expect(encodeAnswer('oip', flowers, [iris], { id: 'x1', outputs: ['scores'] })).toEqual({
    model_name: 'model',
    id: 'x1',
    outputs: [{ name: 'scores', datatype: 'FP64', shape: [1, 2], data: [0.25, 0.75] }],
  });
});

it('answers CSV with a label and its score, or a value, on each line', () => {
  expect([encodeCsv([iris]), encodeCsv([{ value: 1.5 }, { value: 2 }])]).toEqual([
    '"iris, blue",0.75\n',
    '1.5\n2\n',
  ]);
});
