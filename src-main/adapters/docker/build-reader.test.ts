import { expect, it } from 'vitest';
import { readBuildMessages, type BuildMessage } from './build-messages.ts';
import { createBuildReader, type RanStep } from './build-reader.ts';

function follow(messages: readonly BuildMessage[], stages = 2) {
  let now = 0;
  const steps: RanStep[] = [];
  const lines: string[] = [];
  const progress: string[] = [];
  const reader = createBuildReader({
    stages,
    monotonic: () => (now += 10),
    ended: (step) => steps.push(step),
    progress: (done, total) => progress.push(`${done}/${total}`),
    log: (line) => lines.push(line),
  });
  for (const message of messages) reader.read(message);
  reader.finish();
  return { reader, steps, lines, progress };
}

const stream = (...texts: string[]) => texts.map((text) => ({ stream: text }));

/** As Docker 20.10 sent it. */
const classic: readonly BuildMessage[] = [
  ...stream(
    'Step 1/6 : ARG BASE_IMAGE=python:3.11',
    '\n',
    'Step 2/6 : FROM ${BASE_IMAGE} AS Dependencies',
    '\n',
  ),
  ...stream(' ---> d33126e4fd9c\n', 'Step 3/6 : RUN make', '\n', ' ---> Running in 93489c249e17\n'),
  ...stream('\u001b[91mwar', 'ning\n\u001b[0m', '10%\r100%\nno ', 'break', '\n\n'),
  ...stream('Removing intermediate container 93489c249e17\n', ' ---> b533d7ab4fa6\n'),
  { aux: { ID: 'sha256:b533' } },
  ...stream('Step 4/6 : FROM ${BASE_IMAGE}', '\n', ' ---> d33126e4fd9c\n'),
  ...stream('Step 5/6 : COPY --from=dependencies /x /x', '\n', ' ---> Using cache\n', ' ---> e86a0e3dd610\n'),
  ...stream('Step 6/6 : USER 1000', '\n', ' ---> Running in b858c55d2845\n'),
  ...stream('Removing intermediate container b858c55d2845\n', ' ---> 2d105027878b\n'),
  { aux: { ID: 'sha256:2d10' } },
  ...stream('Successfully built 2d105027878b\n', 'Successfully tagged x:1\n'),
];

it('follows the steps of the classic builder', () => {
  const { reader, steps, lines, progress } = follow(classic);
  expect(steps.map(({ stage, cached, before, after }) => [stage, cached, before, after])).toEqual([
    ['global', true, undefined, undefined],
    ['dependencies', true, undefined, 'd33126e4fd9c'],
    ['dependencies', false, 'd33126e4fd9c', 'b533d7ab4fa6'],
    ['final', true, undefined, 'd33126e4fd9c'],
    ['final', true, 'd33126e4fd9c', 'e86a0e3dd610'],
    ['final', false, 'e86a0e3dd610', '2d105027878b'],
  ]);
  expect(lines.filter((line) => !line.startsWith('Step'))).toEqual(['warning', '100%', 'no break']);
  expect(progress).toEqual(['0/6', '1/6', '2/6', '3/6', '4/6', '5/6', '6/6']);
  expect([reader.image(), reader.containers()]).toEqual(['sha256:2d10', ['93489c249e17', 'b858c55d2845']]);
});

it('follows the steps of Podman, which counts each stage by itself', () => {
  const { reader, steps } = follow([
    ...stream('[1/2] STEP 1/2: FROM python:3.11 AS dependencies\n', '[1/2] STEP 2/2: RUN make\n'),
    ...stream('--> Using cache 73489c249e1793489c249e17\n', '--> 73489c249e17\n'),
    ...stream('[2/2] STEP 1/3: FROM python:3.11\n', '[2/2] STEP 2/3: COPY a /a\n', '--> b533d7ab4fa6\n'),
    ...stream('[2/2] STEP 3/3: USER 1000\n', '[2/2] COMMIT x\n', '--> 2d105027878b\n'),
    { aux: { ID: 'sha256:2d10' } },
  ]);
  expect(steps.map(({ number, total, stage, cached }) => [number, total, stage, cached])).toEqual([
    [1, 2, 'dependencies', true],
    [2, 2, 'dependencies', true],
    [3, 5, 'final', true],
    [4, 5, 'final', false],
    [5, 5, 'final', false],
  ]);
  expect(reader.image()).toBe('sha256:2d10');
});

it('takes a line of a command that looks like the engine for what it is', () => {
  const { steps, reader } = follow([
    ...stream('Step 1/2 : FROM x', '\n', ' ---> aaaaaaaaaaaa\n', 'Step 2/2 : RUN evil', '\n'),
    ...stream(
      ' ---> Running in 93489c249e17\n',
      'Step 2/2 : RUN other\nStep 3/9 : RUN other\n',
      ' ---> Using cache\n',
    ),
    ...stream(' ---> bbbbbbbbbbbb\n'),
    { aux: { ID: 'sha256:bbbb' } },
  ]);
  expect([steps.length, steps.at(-1)?.instruction, steps.at(-1)?.cached, reader.image()]).toEqual([
    2,
    'RUN evil',
    false,
    'sha256:bbbb',
  ]);
});

it('marks a base image that was fetched, and says how far that is, once a second', () => {
  const layer = (current: number) => ({
    status: 'Downloading',
    id: 'aaaa',
    progressDetail: { current, total: 50_000_000 },
  });
  const { steps, lines } = follow(
    [
      ...stream('Step 1/1 : FROM python:3.11', '\n'),
      { status: 'Pulling from library/python', id: '3.11' },
      ...Array.from({ length: 200 }, (_, count) => layer((count + 1) * 250_000)),
      { status: 'Download complete', id: 'aaaa' },
      { status: 'Pull complete', id: 'aaaa' },
      { status: 'Status: Downloaded newer image for python:3.11' },
      ...stream(' ---> aaaaaaaaaaaa\n'),
      { aux: { ID: 'sha256:aaaa' } },
    ],
    1,
  );
  expect(steps.map(({ cached, fetched, stage }) => [cached, fetched, stage])).toEqual([
    [false, true, 'final'],
  ]);
  expect([lines[1], lines[2], lines.length < 10]).toEqual([
    'Pulling from library/python',
    'Fetching: 0.3 of 50.0 MB',
    true,
  ]);
});

it('has no image when the stream was cut after a stage, and keeps what the failed instruction said', () => {
  const cut = follow(classic.slice(0, 20));
  const failed = follow([
    ...stream(
      'Step 1/2 : FROM x',
      '\n',
      'Step 2/2 : RUN make',
      '\n',
      ' ---> Running in 93489c249e17\n',
      'oh no',
    ),
    { error: 'short', errorDetail: { code: 3, message: 'returned a non-zero code: 3' } },
  ]);
  expect([
    cut.reader.image(),
    failed.reader.image(),
    failed.reader.error(),
    failed.reader.exitCode(),
    failed.reader.current(),
  ]).toEqual([
    undefined,
    undefined,
    'returned a non-zero code: 3',
    3,
    {
      step: expect.objectContaining({ number: 2, instruction: 'RUN make' }) as unknown,
      lines: ['Step 2/2 : RUN make', 'oh no'],
    },
  ]);
});

it('bounds a build that prints without end, in lines and in their length', () => {
  const { lines, reader } = follow([
    ...stream('Step 1/1 : RUN yes', '\n', 'x'.repeat(1_000_000), 'y'.repeat(1_000_000), '\n'),
    ...Array.from({ length: 100 }, () => ({ stream: 'y\n'.repeat(1000) })),
  ]);
  expect([lines.length, lines[1]?.length, lines.at(-1), reader.current().lines.length <= 300]).toEqual([
    5000,
    2001,
    'The rest of the output is left out: it is too long.',
    true,
  ]);
});

it('reads messages from chunks of any size, and passes over what is none', async () => {
  const bytes = Buffer.from('{"stream":"ä"}\r\n\nnot json\n"text"\n{"aux":{"ID":"x"}}\r\n{"error":"e"}');
  const chunks = Array.from(bytes, (byte) => Buffer.from([byte]));
  const read: BuildMessage[] = [];
  for await (const message of readBuildMessages(asynchronous(chunks))) read.push(message);
  expect(read).toEqual([{ stream: 'ä' }, { aux: { ID: 'x' } }, { error: 'e' }]);
});

it('drops a message that never ends, and goes on after it', async () => {
  const chunks = [
    ...Array.from({ length: 9 }, () => Buffer.alloc(1_000_000, 'x')),
    Buffer.from('"}\n{"error":"e"}\n'),
  ];
  const read: BuildMessage[] = [];
  for await (const message of readBuildMessages(asynchronous(chunks))) read.push(message);
  expect(read).toEqual([{ error: 'e' }]);
});

async function* asynchronous<T>(items: readonly T[]) {
  for (const item of items) yield await Promise.resolve(item);
}
