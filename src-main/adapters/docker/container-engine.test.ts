import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ErrorRecord } from '../../contract/errors.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { systemClock } from '../system/clock.ts';
import { createContainerEngine } from './container-engine.ts';
import { replyJson, startFakeEngine, type EngineReply, type FakeEngine } from './fake-engine.ts';

let fake: FakeEngine;
const silent: Log = { info: () => undefined, warn: () => undefined, error: () => '', tail: () => [] };
const never = new AbortController().signal;

beforeEach(async () => {
  fake = await startFakeEngine();
  writeFileSync(join(fake.home, 'Dockerfile'), 'FROM x\nRUN make\n');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await fake.close();
});

const engineWith = (clock: Clock = systemClock) =>
  createContainerEngine({ environment: fake.environment, clock, log: silent });

const begun = '{"stream":"Step 1/2 : FROM x\\n"}\r\n{"stream":"Step 2/2 : RUN make\\n"}\r\n';
const done = '{"aux":{"ID":"sha256:aa"}}\r\n{"stream":"Successfully built aa\\n"}\r\n';

interface Told {
  readonly log: string[];
  readonly steps: string[];
}

async function build(told: Told = { log: [], steps: [] }, signal = never, clock = systemClock) {
  const request = {
    folder: fake.home,
    dockerfile: 'Dockerfile',
    tag: 'slipway/iris:1',
    platform: 'linux/amd64',
    buildArguments: { PIP_INDEX_URL: 'https://ada:hush-hush@index/simple' },
    labels: { 'dev.slipway.job': 'j1' },
  };
  const news = {
    step: ({ instruction }: { instruction: string }) => told.steps.push(instruction),
    progress: () => undefined,
    log: (line: string) => told.log.push(line),
  };
  return engineWith(clock).build(request, news, signal);
}

async function failure(work: Promise<unknown>): Promise<Partial<ErrorRecord>> {
  const { record } = await work.then(
    () => expect.unreachable('It should have failed'),
    (error: unknown) => error as { record?: ErrorRecord },
  );
  const { code, cause, details } = record ?? {};
  return { ...(code && { code }), ...(cause && { cause }), ...(details && { details }) };
}

it('builds, and asks for the classic builder with arguments and labels', async () => {
  let url = '';
  fake.replies['POST /build'] = (response, request) => {
    url = request.url ?? '';
    response.end(begun + done);
  };
  const told = { log: [], steps: [] };
  expect(await build(told)).toMatchObject({ id: 'sha256:aa', tag: 'slipway/iris:1', bytes: 5 });
  expect(told.steps).toEqual(['FROM x', 'RUN make']);
  expect(Object.fromEntries(new URL(url, 'http://engine').searchParams)).toEqual({
    version: '1',
    dockerfile: 'Dockerfile',
    t: 'slipway/iris:1',
    platform: 'linux/amd64',
    rm: 'true',
    forcerm: 'true',
    buildargs: '{"PIP_INDEX_URL":"https://ada:hush-hush@index/simple"}',
    labels: '{"dev.slipway.job":"j1"}',
  });
});

it('takes the engine it found, whatever the environment of this process says', async () => {
  vi.stubEnv('DOCKER_HOST', 'tcp://127.0.0.1:1');
  vi.stubEnv('DOCKER_CLIENT_TIMEOUT', '1');
  expect(await engineWith().image('sha256:aa')).toMatchObject({ id: 'sha256:aa' });
});

it.each<[string, EngineReply, Partial<ErrorRecord>]>([
  [
    'ends without a result',
    (response) => response.end(begun),
    {
      code: 'container.failed',
      cause: 'The container engine stopped in the middle of the build.',
      details: 'In step 2',
    },
  ],
  [
    'breaks off',
    (response) => response.write(begun, () => response.destroy()),
    {
      code: 'container.failed',
      cause: 'The container engine stopped in the middle of the build.',
      details: 'In step 2',
    },
  ],
  [
    'has the image of an earlier stage only',
    (response) =>
      response.end(
        '{"stream":"Step 1/2 : FROM x AS a\\n"}\n{"aux":{"ID":"sha256:aa"}}\n{"stream":"Step 2/2 : FROM x\\n"}\n',
      ),
    {
      code: 'container.failed',
      cause: 'The container engine stopped in the middle of the build.',
      details: 'In step 2',
    },
  ],
  [
    'tells of an error and then of success',
    (response) =>
      response.end(`${begun}{"errorDetail":{"code":5,"message":"code: 5"},"error":"code: 5"}\r\n${done}`),
    {
      code: 'container.build-failed',
      cause: 'The command ended with exit code 5.',
      details: 'Step 2 of 2: RUN make\nLine: code: 5\n\ncode: 5',
    },
  ],
  [
    'runs out of disk space',
    (response) => response.end(`${begun}{"error":"write /x: no space left on device"}`),
    {
      code: 'container.no-space',
      cause: 'The disk that the engine keeps images on is full.',
      details:
        'Step 2 of 2: RUN make\nLine: write /x: no space left on device\n\nwrite /x: no space left on device',
    },
  ],
  [
    'is refused before it begins',
    replyJson({ message: 'dockerfile parse error line 2: unknown instruction: RNU' }, 400),
    {
      code: 'container.build-failed',
      cause: 'The Dockerfile has in line 2 an instruction that does not exist: RNU.',
      details: [
        'Before the first instruction',
        'Line: dockerfile parse error line 2: unknown instruction: RNU',
        '',
        'dockerfile parse error line 2: unknown instruction: RNU',
      ].join('\n'),
    },
  ],
])('names a build that %s', async (_, answer, record) => {
  fake.replies['POST /build'] = answer;
  expect(await failure(build())).toEqual(record);
});

it('shows the password of a build argument nowhere', async () => {
  const said = 'Looking in indexes: https://ada:hush-hush@index/simple with hush-hush';
  const error = JSON.stringify({ stream: `${said}\n` }) + '\n' + JSON.stringify({ error: said });
  fake.replies['POST /build'] = (response) => response.end(begun + error);
  const told: Told = { log: [], steps: [] };
  const record = await failure(build(told));
  expect([told.log.at(-1), JSON.stringify(record).includes('hush')]).toEqual([
    'Looking in indexes: https://***@index/simple with ***',
    false,
  ]);
});

it('gives up an engine that falls silent in the middle of a build, and answers no question either', async () => {
  fake.replies['POST /build'] = (response) => response.write(begun);
  fake.replies['GET /_ping'] = () => undefined;
  const hurried: Clock = { ...systemClock, sleep: () => new Promise(setImmediate) };
  expect(await failure(build(undefined, never, hurried))).toEqual({
    code: 'container.failed',
    cause: 'The container engine does not answer any more.',
  });
});

it('ends at once when it is cancelled, though the engine says nothing, and removes the container of the step', async () => {
  const cancel = new AbortController();
  const running = '{"stream":" ---\\u003e Running in 93489c249e17\\n"}\n{"stream":"ready\\n"}\n';
  fake.replies['POST /build'] = (response) => response.write(begun + running);
  const told: Told = { log: [], steps: [] };
  const work = build(told, cancel.signal);
  await expect.poll(() => told.log.at(-1)).toBe('ready');
  cancel.abort(new Error('enough'));
  await expect(work).rejects.toThrow('enough');
  expect(fake.asked).toContain('DELETE /containers/93489c249e17');
});

it('says what is wrong when the engine has gone, and finds it again when it is back', async () => {
  const engine = engineWith();
  await engine.facts();
  fake.replies['GET /images/sha256:aa/json'] = (response) => response.destroy();
  const gone = await failure(engine.image('sha256:aa'));
  fake.replies['GET /images/sha256:aa/json'] = replyJson({ Id: 'sha256:aa' });
  expect([gone.code, (await engine.image('sha256:aa'))?.id]).toEqual(['container.no-engine', 'sha256:aa']);
});

it('tells an image that is not there from an engine that fails', async () => {
  fake.replies['GET /images/broken/json'] = replyJson({ message: 'open /var/lib: input/output error' }, 500);
  fake.replies['GET /images/full/json'] = replyJson({ message: 'no space left on device' }, 500);
  expect([
    await engineWith().image('none'),
    await failure(engineWith().image('broken')),
    (await failure(engineWith().image('full'))).code,
  ]).toEqual([
    undefined,
    expect.objectContaining({
      code: 'container.failed',
      details: 'open /var/lib: input/output error',
    }) as unknown,
    'container.no-space',
  ]);
});
