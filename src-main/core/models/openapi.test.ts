import { expect, it } from 'vitest';
import { servingRoutes, type RouteId } from '../../contract/serving.ts';
import { decodeAnswer } from './decode-answer.ts';
import { openApi } from './openapi.ts';
import { readRequest } from './read-request.ts';
import { flowers, flowersCard } from './testing/signatures.ts';

interface Operation {
  readonly requestBody: { readonly content: { readonly 'application/json': { readonly example: unknown } } };
  readonly responses: {
    readonly '200': { readonly content: { readonly 'application/json': { readonly example: unknown } } };
  };
}

const document = openApi(flowersCard) as {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, { readonly post: Operation }>>;
  readonly components: { readonly schemas: { readonly Row: unknown } };
};

it.each(Object.keys(servingRoutes) as RouteId[])(
  '%s is described with a request and an answer that are true',
  (route) => {
    const operation = document.paths[servingRoutes[route].path]?.post;
    const request = JSON.stringify(operation?.requestBody.content['application/json'].example);
    const answer = JSON.stringify(operation?.responses['200'].content['application/json'].example);
    const { row, expected } = flowersCard.examples[0] ?? {};
    expect(readRequest(route, flowers, request, 'application/json').rows).toEqual([row]);
    expect(decodeAnswer(route, flowers, answer)).toEqual([expected]);
  },
);

it('describes the columns of the model', () => {
  expect([document.openapi, document.components.schemas.Row]).toEqual([
    '3.1.0',
    {
      type: 'object',
      properties: {
        length: { title: 'Length', type: 'number', description: 'In cm.' },
        petals: { title: 'Petals', type: 'integer' },
        colour: { title: 'Colour', type: 'string', enum: ['red', 'blue', '7'] },
      },
      required: ['length', 'petals', 'colour'],
      additionalProperties: false,
    },
  ]);
});
