import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servingRoutes, type RouteId } from '../contract/serving.ts';
import { codeOf, forkServer, post, samples, type ForkedServer } from './testing/fork-server.ts';

const flower = { sepal_length: 5.1, sepal_width: 3.4, petal_length: 1.5, petal_width: 0.2 };
const routes = Object.keys(servingRoutes) as RouteId[];
const pathOf = (route: RouteId) => servingRoutes[route].path;

let server: ForkedServer;
beforeAll(async () => (server = await forkServer(join(samples, 'iris-flowers'), 'instance-7')));
afterAll(() => server[Symbol.asyncDispose]());

async function get(path: string, method = 'GET') {
  const response = await fetch(server.url + path, { method });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: await response.text(),
    headers: response.headers,
  };
}

describe('health and descriptions', () => {
  it.each([
    ['/', 'text/plain', 'Healthy'],
    ['/ping', 'text/plain', ''],
    ['/health', 'application/json', '{"status":"ready"}'],
    ['/health/live', 'application/json', '{"status":"live"}'],
    ['/health/ready?x=1', 'application/json', '{"status":"ready"}'],
    ['/v2/health/live', 'application/json', '{"live":true}'],
    ['/v2/health/ready', 'application/json', '{"ready":true}'],
    ['/v2', 'application/json', '{"name":"slipway","version":"1","extensions":[]}'],
    ['/v2/models/model/ready', 'application/json', '{"name":"model","ready":true}'],
  ])('GET %s', async (path, type, body) => {
    expect(await get(path)).toMatchObject({ status: 200, type, body });
  });

  it('describes its tensors and its routes', async () => {
    const model = JSON.parse((await get('/v2/models/model')).body) as { inputs: unknown[]; outputs: unknown };
    const { paths } = JSON.parse((await get('/openapi.json')).body) as { paths: Record<string, unknown> };
    expect([model.inputs[0], model.outputs]).toEqual([
      { name: 'sepal_length', datatype: 'FP64', shape: [-1, 1] },
      [
        { name: 'label', datatype: 'BYTES', shape: [-1, 1] },
        { name: 'scores', datatype: 'FP64', shape: [-1, 3] },
      ],
    ]);
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(routes.map(pathOf)));
  });

  it('answers HEAD like GET, without a body', async () => {
    expect(await get('/openapi.json', 'HEAD')).toMatchObject({
      status: 200,
      type: 'application/json',
      body: '',
    });
  });
});

describe('every answer', () => {
  it.each([
    ['/ping', 'GET', 200],
    ['/nowhere', 'GET', 404],
    ['/v1/predict', 'GET', 405],
  ])('to %s carries the instance and an id of the request', async (path, method, status) => {
    const { headers, ...answer } = await get(path, method);
    expect([answer.status, headers.get('x-slipway-instance'), headers.get('x-request-id')]).toEqual([
      status,
      'instance-7',
      expect.stringMatching(/^[\w-]{36}$/),
    ]);
  });

  it('repeats the id that the client gave, but no control characters or essays', async () => {
    const idOf = async (id: string) =>
      (await fetch(`${server.url}/ping`, { headers: { 'x-request-id': id } })).headers.get('x-request-id');
    expect([await idOf('abc/1:2'), await idOf('with space'), (await idOf('x'.repeat(200)))?.length]).toEqual([
      'abc/1:2',
      expect.stringMatching(/^[\w-]{36}$/),
      36,
    ]);
  });
});

describe('what is refused', () => {
  it.each<[string, string, RequestInit, number, string]>([
    ['an unknown path', '/v3/predict', { method: 'POST', body: '{}' }, 404, 'server.no-route'],
    ['a path that climbs', '/../../etc/passwd', {}, 404, 'server.no-route'],
    ['GET for a prediction', '/invocations', {}, 405, 'server.method'],
    ['POST for health', '/ping', { method: 'POST', body: 'x' }, 405, 'server.method'],
    [
      'a form',
      '/v1/predict',
      { method: 'POST', body: new URLSearchParams({ a: '1' }) },
      415,
      'input.media-type',
    ],
    [
      'CSV where JSON is read',
      '/predict',
      { method: 'POST', body: '1,2', headers: { 'content-type': 'text/csv' } },
      415,
      'input.media-type',
    ],
    [
      'another charset',
      '/predict',
      { method: 'POST', body: '{}', headers: { 'content-type': 'application/json; charset=utf-16' } },
      415,
      'input.media-type',
    ],
    [
      'a compressed body',
      '/predict',
      {
        method: 'POST',
        body: '{}',
        headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      },
      415,
      'input.media-type',
    ],
    [
      'bytes that are no text',
      '/predict',
      {
        method: 'POST',
        body: Buffer.from([0x22, 0xff, 0x22]),
        headers: { 'content-type': 'application/json' },
      },
      400,
      'input.not-json',
    ],
    [
      'no body',
      '/predict',
      { method: 'POST', headers: { 'content-type': 'application/json' } },
      400,
      'input.not-json',
    ],
  ])('%s', async (_title, path, init, status, code) => {
    const response = await fetch(server.url + path, init);
    expect([response.status, codeOf(await response.json())]).toEqual([status, code]);
  });

  it('names the methods of a path', async () => {
    expect([
      (await get('/v1/predict')).headers.get('allow'),
      (await get('/ping', 'DELETE')).headers.get('allow'),
    ]).toEqual(['POST', 'GET, HEAD']);
  });

  it.each(routes)(
    'a flower without a petal over %s, with the problem, its place and the fixes',
    async (route) => {
      const { petal_width: _, ...rest } = flower;
      const { status, json } = await post(server.url + pathOf(route), servingRoutes[route].body([rest]));
      expect([status, json]).toMatchObject([
        400,
        {
          error: {
            code: 'rows.column-missing',
            fixes: expect.any(Array) as unknown,
            fields: [{ path: 'rows.0.petal_width', message: 'the column is missing' }],
          },
        },
      ]);
    },
  );

  it.each(routes)('a number that the model cannot hold over %s', async (route) => {
    const { status, json } = await post(
      server.url + pathOf(route),
      servingRoutes[route].body([{ ...flower, petal_width: 1e300 }]),
    );
    expect([status, codeOf(json)]).toEqual([400, 'rows.not-finite']);
  });
});

describe('CSV over SageMaker', () => {
  it('is read, and answered when it is asked for', async () => {
    const ask = (accept: string) =>
      fetch(`${server.url}/invocations`, {
        method: 'POST',
        body: '5.1,3.4,1.5,0.2\n',
        headers: { 'content-type': 'text/csv; charset=utf-8', accept },
      });
    expect(await (await ask('text/csv')).text()).toMatch(/^setosa,0\.97\d+\n$/);
    expect(await (await ask('application/json')).json()).toMatchObject({
      predictions: [{ label: 'setosa' }],
    });
  });
});
