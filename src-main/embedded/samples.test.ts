import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelCard, type Prediction, type Row } from '../contract/models.ts';
import { servingRoutes, type RouteId } from '../contract/serving.ts';
import { decodeAnswer } from '../core/models/decode-answer.ts';
import { forkServer, post, samples, type ForkedServer } from './testing/fork-server.ts';

const routes = Object.keys(servingRoutes) as RouteId[];

/** Numbers within 1e-4 of each other, relative to those above 1: the graph counts in 32 bits, the library in 64. */
function near(expected: number): unknown {
  const digits = 4 - Math.max(0, Math.ceil(Math.log10(Math.abs(expected) || 1)));
  return expect.closeTo(expected, digits) as unknown;
}

function nearly(prediction: Prediction): unknown {
  if ('value' in prediction) return { value: near(prediction.value) };
  const scores = Object.fromEntries(
    Object.entries(prediction.scores).map(([label, score]) => [label, near(score)]),
  );
  return { label: prediction.label, score: near(prediction.score), scores };
}

describe.each(['iris-flowers', 'penguin-mass', 'handwritten-digit'])('%s', (id) => {
  const card = ModelCard.parse(JSON.parse(readFileSync(join(samples, id, 'model.json'), 'utf8')));
  let server: ForkedServer;
  beforeAll(async () => (server = await forkServer(join(samples, id))));
  afterAll(() => server[Symbol.asyncDispose]());

  const predict = async (route: RouteId, rows: readonly Row[]) => {
    const { path, body } = servingRoutes[route];
    const answer = await post(server.url + path, body(rows));
    return answer.status === 200 ? decodeAnswer(route, card.signature, JSON.stringify(answer.json)) : answer;
  };

  it.each(routes)('answers every example over %s as scikit-learn does', async (route) => {
    const rows = card.examples.map(({ row }) => row);
    const expected = card.examples.map((example) => nearly(example.expected));
    expect(await predict(route, rows)).toEqual(expected);
    expect(await Promise.all(rows.map(async (row) => predict(route, [row])))).toEqual(
      expected.map((one) => [one]),
    );
  });

  it('has a model of less than a megabyte, with examples that fit its own ranges', () => {
    expect(statSync(join(samples, id, 'model.onnx')).size).toBeLessThan(1_000_000);
    const outside = card.examples.flatMap(({ title, row }) =>
      card.signature.inputs.flatMap(({ name, min = -Infinity, max = Infinity }) =>
        [row[name]]
          .flat(2)
          .filter((value) => typeof value === 'number' && (value < min || value > max))
          .map((value) => ({ title, name, value })),
      ),
    );
    expect(outside).toEqual([]);
  });
});
