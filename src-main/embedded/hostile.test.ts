import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maxBodyBytes, servingRoutes, type RouteId } from '../contract/serving.ts';
import { codeOf, forkServer, post, samples, type ForkedServer } from './testing/fork-server.ts';

const flower = { sepal_length: 5.1, sepal_width: 3.4, petal_length: 1.5, petal_width: 0.2 };
const routes = Object.keys(servingRoutes) as RouteId[];
const pathOf = (route: RouteId) => servingRoutes[route].path;

let server: ForkedServer;
beforeAll(async () => (server = await forkServer(join(samples, 'iris-flowers'), 'instance-7')));
afterAll(() => server[Symbol.asyncDispose]());

describe('hostile bodies', () => {
  it.each(routes)('nesting of three million levels over %s is a refusal', async (route) => {
    const { status } = await post(server.url + pathOf(route), '['.repeat(3_000_000) + ']'.repeat(3_000_000));
    expect(status).toBe(400);
  });

  it('nesting inside a tensor, a row and a wrong value is a refusal', async () => {
    const deep = '['.repeat(1_000_000) + ']'.repeat(1_000_000);
    const bodies: [RouteId, string][] = [
      ['rest', `{"rows":[{"sepal_length":${deep}}]}`],
      ['vertex', `{"instances":[${deep}]}`],
      ['azureml', `{"input_data":{"columns":["sepal_length"],"data":[${deep}]}}`],
      ['oip', `{"inputs":[{"name":"sepal_length","datatype":"FP32","shape":[1],"data":[${deep}]}]}`],
    ];
    const statuses = await Promise.all(
      bodies.map(async ([route, body]) => (await post(server.url + pathOf(route), body)).status),
    );
    expect(statuses).toEqual([400, 400, 400, 400]);
  });

  it('two million rows are a refusal', async () => {
    const { status, json } = await post(`${server.url}/v1/predict`, `{"rows":[${'0,'.repeat(2_000_000)}0]}`);
    expect([status, codeOf(json)]).toEqual([400, 'rows.too-many']);
  });

  it('keys that name the prototype change nothing', async () => {
    const evil = `{"rows":[{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}]}`;
    const { json } = await post(`${server.url}/v1/predict`, evil);
    expect([codeOf(json), (await post(`${server.url}/v1/predict`, { rows: [flower] })).status]).toEqual([
      'rows.column-missing',
      200,
    ]);
  });
});

/** The status and the code of an answer as it came over a socket. */
function readAnswer(bytes: string): [string | undefined, string] {
  const [head, body] = bytes.split('\r\n\r\n');
  return [head?.split('\r\n')[0], codeOf(JSON.parse(body ?? ''))];
}

const head = (...lines: string[]) =>
  ['POST /v1/predict HTTP/1.1', 'host: x', 'content-type: application/json', ...lines, '', ''].join('\r\n');

/** Writes everything before it reads anything, as simple clients do: a connection that is closed early fails it. */
async function writeThenRead(parts: Iterable<string | Buffer>): Promise<string> {
  const socket = connect(server.port, '127.0.0.1');
  await once(socket, 'connect');
  for (const part of parts) if (!socket.write(part)) await once(socket, 'drain');
  return text(socket);
}

describe('a body above the limit gets its answer to the client', () => {
  const piece = Buffer.alloc(1_000_000, 0x20);
  const pieces = Array.from({ length: 30 }, () => piece);
  const refused = ['HTTP/1.1 413 Payload Too Large', 'input.too-large'];

  it('when its length is declared', async () => {
    expect(readAnswer(await writeThenRead([head('content-length: 30000000'), ...pieces]))).toEqual(refused);
  });

  it('when it comes in chunks', async () => {
    const chunks = pieces.flatMap((one) => [`${one.length.toString(16)}\r\n`, one, '\r\n']);
    const bytes = await writeThenRead([head('transfer-encoding: chunked'), ...chunks, '0\r\n\r\n']);
    expect(readAnswer(bytes)).toEqual(refused);
  });

  it('before it is sent, when the client asks first', async () => {
    expect(
      readAnswer(await writeThenRead([head('content-length: 30000000', 'expect: 100-continue')])),
    ).toEqual(refused);
  });

  it('to a client that writes and reads at the same time', async () => {
    const response = await fetch(`${server.url}/v1/predict`, {
      method: 'POST',
      body: Buffer.concat(pieces),
      headers: { 'content-type': 'application/json' },
    });
    expect([response.status, codeOf(await response.json())]).toEqual([413, 'input.too-large']);
  });

  it('when it is one byte too long, and not when it is just as long', async () => {
    const body = JSON.stringify({ rows: [flower] });
    const statusFor = async (length: number) =>
      (await post(`${server.url}/v1/predict`, body.padEnd(length))).status;
    expect([await statusFor(maxBodyBytes), await statusFor(maxBodyBytes + 1)]).toEqual([200, 413]);
  });

  it('even on a path that is not there', async () => {
    const response = await fetch(`${server.url}/nowhere`, { method: 'POST', body: Buffer.concat(pieces) });
    expect([response.status, codeOf(await response.json())]).toEqual([404, 'server.no-route']);
  });
});

describe('connections', () => {
  it('wait for leave to send a body, and get it', async () => {
    const body = JSON.stringify({ rows: [flower] });
    const headers = {
      'content-type': 'application/json',
      'content-length': body.length,
      expect: '100-continue',
    };
    const call = request(`${server.url}/v1/predict`, { method: 'POST', headers, agent: false });
    call.flushHeaders();
    await once(call, 'continue');
    call.end(body);
    const [response] = (await once(call, 'response')) as [IncomingMessage];
    expect([response.statusCode, JSON.parse(await text(response))]).toMatchObject([
      200,
      { predictions: [{ label: 'setosa' }] },
    ]);
  });

  it('are kept for the next request, after a refusal too', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = async (body: string) => {
      const call = request(`${server.url}/v1/predict`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        agent,
      });
      call.end(body);
      const [response] = (await once(call, 'response')) as [IncomingMessage];
      const port = response.socket.localPort;
      await text(response);
      return [response.statusCode, port] as const;
    };
    const [first, second, third] = [
      await ask('{"rows":'),
      await ask('{}'),
      await ask(JSON.stringify({ rows: [flower] })),
    ];
    expect([second, third]).toEqual([
      [400, first[1]],
      [200, first[1]],
    ]);
    agent.destroy();
  });

  it.each([
    ['what is not HTTP', 'hello\r\n\r\n', 'HTTP/1.1 400 Bad Request'],
    [
      'headers without end',
      `GET /ping HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`,
      'HTTP/1.1 431 Request Header Fields Too Large',
    ],
  ])('with %s are answered and closed', async (_title, bytes, statusLine) => {
    const socket = connect(server.port, '127.0.0.1');
    socket.write(bytes);
    const [head, body] = (await text(socket)).split('\r\n\r\n');
    expect(head?.split('\r\n')).toEqual(
      expect.arrayContaining([
        statusLine,
        'x-slipway-instance: instance-7',
        'content-type: application/json',
      ]),
    );
    expect(codeOf(JSON.parse(body ?? ''))).toBe('input.invalid');
  });

  it.each([
    ['while the body is read', '/v1/predict', 'expect: 100-continue'],
    ['while the rest of a refused body is read', '/nowhere', 'x: y'],
  ])('may break %s', async (_title, path, header) => {
    const socket = connect(server.port, '127.0.0.1');
    socket.write(
      `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n${header}\r\n\r\n`,
    );
    await once(socket, 'data');
    socket.write('{"rows":');
    socket.resetAndDestroy();
    await once(socket, 'close');
    expect([(await post(`${server.url}/v1/predict`, { rows: [flower] })).status, server.output()]).toEqual([
      200,
      '',
    ]);
  });
});
