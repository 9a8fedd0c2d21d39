import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ErrorRecord } from '../contract/errors.ts';
import { servingRoutes, type RouteId } from '../contract/serving.ts';
import { decodeAnswer } from '../core/models/decode-answer.ts';
import { ModelCard } from '../contract/models.ts';
import { readFileSync } from 'node:fs';
import { forkServer, post, samples, type ForkedServer } from './testing/fork-server.ts';

const routes = Object.keys(servingRoutes) as RouteId[];
const words = [
  ...[
    'rows',
    'instances',
    'input_data',
    'columns',
    'index',
    'data',
    'inputs',
    'outputs',
    'id',
    'name',
    'datatype',
    'shape',
  ],
  ...[
    'species',
    'island',
    'sex',
    'bill_length_mm',
    'bill_depth_mm',
    'flipper_length_mm',
    'image',
    '__proto__',
    'constructor',
    'toString',
  ],
];
const leaf = fc.oneof(
  fc.constantFrom<unknown>(
    'Adelie',
    'Dream',
    'female',
    'FP64',
    'BYTES',
    0,
    1,
    8,
    -1,
    1e300,
    null,
    true,
    '',
    'NaN',
  ),
  fc.constantFrom(...words),
  fc.double({ noNaN: true }),
  fc.string({ unit: 'binary' }),
);

/** JSON that is made of the words of the routes, so that it gets past their first doors. */
const { body } = fc.letrec((tie) => ({
  body: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    leaf,
    fc.array(tie('body'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...words), tie('body'), { maxKeys: 7 }),
  ),
}));

/** A valid body with one value in it exchanged for something else. */
const almostValid = (route: RouteId, card: ModelCard) =>
  fc.tuple(fc.nat(), body).map(([place, value]) => {
    const whole = JSON.stringify(servingRoutes[route].body(card.examples.map(({ row }) => row)));
    const values = [...whole.matchAll(/-?\d[\d.e-]*|"[^"]*"(?!:)|\[[^[\]]*\]/g)];
    const found = values[place % values.length];
    const at = found?.index ?? 0;
    return whole.slice(0, at) + JSON.stringify(value) + whole.slice(at + (found?.[0].length ?? 0));
  });

describe.each(['penguin-mass', 'handwritten-digit'])('%s', (id) => {
  const card = ModelCard.parse(JSON.parse(readFileSync(join(samples, id, 'model.json'), 'utf8')));
  let server: ForkedServer;
  beforeAll(async () => (server = await forkServer(join(samples, id))));
  afterAll(() => server[Symbol.asyncDispose]());

  const expectTyped = async (route: RouteId, text: string) => {
    const { status, json } = await post(server.url + servingRoutes[route].path, text);
    if (status === 200)
      expect(decodeAnswer(route, card.signature, JSON.stringify(json)).length).toBeGreaterThan(0);
    else
      expect([status, ErrorRecord.parse((json as { error: unknown }).error).code]).toEqual([
        400,
        expect.stringMatching(/^(rows|input)\./),
      ]);
  };

  it.each(routes)('answers any JSON over %s with predictions or a named refusal', async (route) => {
    const text = fc.oneof(
      fc.json({ maxDepth: 5 }),
      body.map((value) => JSON.stringify(value)),
      almostValid(route, card),
    );
    await fc.assert(
      fc.asyncProperty(text, (one) => expectTyped(route, one)),
      { numRuns: 300 },
    );
  });

  it('lives on, and has reported nothing', async () => {
    const { status } = await post(
      server.url + servingRoutes.rest.path,
      servingRoutes.rest.body(card.examples.map(({ row }) => row)),
    );
    expect([status, server.child.exitCode, server.output()]).toEqual([200, null, '']);
  });
});
