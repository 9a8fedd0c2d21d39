import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { listen } from './listen.ts';
import { createModelServer } from './model-server.ts';

it('before the model is there the process is live, not ready, and predicts nothing', async () => {
  const server = createModelServer({ instance: 'early', report: (error) => expect.fail(String(error)) });
  await listen(server.http, 0);
  const { port } = server.http.address() as AddressInfo;
  const ask = async (path: string, init: RequestInit = {}) =>
    (await fetch(`http://127.0.0.1:${port}${path}`, init)).status;
  const predict = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };
  expect(
    await Promise.all([
      ask('/health/live'),
      ask('/'),
      ask('/health/ready'),
      ask('/ping'),
      ask('/v1/predict', predict),
    ]),
  ).toEqual([200, 200, 503, 503, 503]);
  await server.stop();
});
