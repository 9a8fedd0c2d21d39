import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ErrorRecord } from '../../contract/errors.ts';
import type { Clock, ContainerRequest, Log } from '../../core/ports.ts';
import { systemClock } from '../system/clock.ts';
import { createContainerEngine } from './container-engine.ts';
import { replyJson, startFakeEngine, type EngineReply, type FakeEngine } from './fake-engine.ts';

let fake: FakeEngine;
const silent: Log = { info: () => undefined, warn: () => undefined, error: () => '', tail: () => [] };
const never = new AbortController().signal;

beforeEach(async () => {
  fake = await startFakeEngine();
});
afterEach(async () => {
  await fake.close();
});

const engineWith = (clock: Clock = systemClock) =>
  createContainerEngine({ environment: fake.environment, clock, log: silent });

async function failure(work: Promise<unknown>): Promise<Partial<ErrorRecord>> {
  const { record } = await work.then(
    () => expect.unreachable('It should have failed'),
    (error: unknown) => error as { record?: ErrorRecord },
  );
  const { code, cause, details } = record ?? {};
  return { ...(code && { code }), ...(cause && { cause }), ...(details && { details }) };
}

const container: ContainerRequest = {
  image: 'slipway/iris:1',
  name: 'slipway-1',
  command: ['serve'],
  environment: {},
  labels: {},
  network: 'none',
  user: '1000',
  readOnly: true,
  tmpBytes: 1e6,
  memoryBytes: 1e8,
  cores: 1,
};

it('removes a container that cannot be started', async () => {
  fake.replies['POST /containers/create'] = replyJson({ Id: 'cc' }, 201);
  fake.replies['POST /containers/slipway-1/start'] = replyJson({ message: 'exec: "serve": not found' }, 400);
  fake.replies['DELETE /containers/slipway-1'] = (response) => response.writeHead(204).end();
  const record = await failure(engineWith().start(container, never));
  expect([record.details, fake.asked.at(-1)]).toEqual([
    'exec: "serve": not found',
    'DELETE /containers/slipway-1',
  ]);
});

it('removes a container whose making was cancelled before the engine had answered', async () => {
  const cancel = new AbortController();
  fake.replies['POST /containers/create'] = () => cancel.abort(new Error('enough'));
  fake.replies['DELETE /containers/slipway-1'] = (response) => response.writeHead(204).end();
  await expect(engineWith().start(container, cancel.signal)).rejects.toThrow('enough');
  expect(fake.asked.at(-1)).toBe('DELETE /containers/slipway-1');
});

it('asks again for the end of a container when the line breaks, and holds one that is gone for ended', async () => {
  const outcomes: EngineReply[] = [(response) => response.destroy(), replyJson({ StatusCode: 3 })];
  fake.replies['POST /containers/create'] = replyJson({ Id: 'cc' }, 201);
  fake.replies['POST /containers/slipway-1/start'] = (response) => response.writeHead(204).end();
  fake.replies['GET /containers/slipway-1/json'] = replyJson({ Id: 'cc', NetworkSettings: { Ports: {} } });
  fake.replies['POST /containers/cc/wait'] = (response, request) => outcomes.shift()?.(response, request);
  fake.replies['GET /containers/cc/logs'] = (response) => response.end();
  const hurried: Clock = { ...systemClock, sleep: () => new Promise(setImmediate) };
  const running = await engineWith(hurried).start(container, never);
  expect(await running.wait(never)).toEqual({ exitCode: 3, out: '', err: '' });
  delete fake.replies['POST /containers/cc/wait'];
  const other = await engineWith().start(container, never);
  const record = await failure(other.wait(never));
  expect([other.ended.aborted, record.code]).toEqual([true, 'container.failed']);
});

it('prunes what carries a label of its own and nothing else, and answers the bytes won', async () => {
  const labelled = [
    { 'dev.slipway.python': '3.11', 'dev.slipway.job': 'j1', other: '1' },
    { 'dev.slipwayless': '1' },
  ];
  const lists = [[...labelled, null], labelled, []];
  const filters: (string | null)[] = [];
  fake.replies['GET /images/json'] = (response, request) =>
    replyJson((lists.shift() ?? []).map((Labels) => ({ Id: 'sha256:dd', Labels })))(response, request);
  fake.replies['POST /images/prune'] = (response, request) => {
    filters.push(new URL(request.url ?? '', 'http://engine').searchParams.get('filters'));
    replyJson({ ImagesDeleted: null, SpaceReclaimed: 42 })(response, request);
  };
  expect([await engineWith().prune('dev.slipway'), filters]).toEqual([
    84,
    [
      '{"dangling":["true"],"label":["dev.slipway.python"]}',
      '{"dangling":["true"],"label":["dev.slipway.job"]}',
    ],
  ]);
});
