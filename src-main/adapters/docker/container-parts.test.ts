import { expect, it } from 'vitest';
import type { ContainerRequest } from '../../core/ports.ts';
import { createHeadOfText, createTailOfText } from './bounded-text.ts';
import { compareInstruction } from './cache-reasons.ts';
import { residentMemory } from './container-memory.ts';
import { containerSettings } from './container-settings.ts';
import { demultiplex } from './demultiplex.ts';
import { layersOf } from './image-layers.ts';

const request: ContainerRequest = {
  image: 'slipway/iris:1',
  name: 'slipway-smoke-1',
  command: ['serve'],
  environment: { PORT: '8080' },
  labels: { 'dev.slipway.job': 'j1' },
  network: 'none',
  port: 8080,
  user: '1000',
  readOnly: true,
  tmpBytes: 1e6,
  memoryBytes: 1e9,
  cores: 8,
};

it('confines a container in every way that can be asked for', () => {
  expect(containerSettings(request, 2)).toEqual({
    name: 'slipway-smoke-1',
    Image: 'slipway/iris:1',
    Cmd: ['serve'],
    Env: ['PORT=8080'],
    User: '1000',
    Labels: { 'dev.slipway.job': 'j1', 'dev.slipway.container': 'slipway-smoke-1' },
    HostConfig: {
      AutoRemove: false,
      Init: true,
      NetworkMode: 'none',
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      Privileged: false,
      IpcMode: 'private',
      ReadonlyRootfs: true,
      Tmpfs: { '/tmp': 'rw,exec,nosuid,nodev,size=1000000,mode=1777' },
      PidsLimit: 512,
      Memory: 1e9,
      MemorySwap: 1e9,
      NanoCpus: 2e9,
      Ulimits: [{ Name: 'core', Soft: 0, Hard: 0 }],
      LogConfig: { Type: 'json-file', Config: { 'max-size': '8m', 'max-file': '2' } },
      RestartPolicy: { Name: 'no' },
    },
  });
});

it('publishes the port on this computer alone, and only with a network', () => {
  const { ExposedPorts, HostConfig } = containerSettings({ ...request, network: 'bridge' });
  expect([ExposedPorts, HostConfig?.PortBindings, HostConfig?.NanoCpus]).toEqual([
    { '8080/tcp': {} },
    { '8080/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }] },
    8e9,
  ]);
});

it.each([
  ['version 2', { usage: 9, stats: { anon: 5, file: 3, file_mapped: 2 } }, 7],
  ['version 1', { usage: 9, stats: { rss: 1, total_rss: 5, total_mapped_file: 2, cache: 3 } }, 7],
  ['no details', { usage: 9 }, 9],
  ['a container that has ended', {}, undefined],
])('reads resident memory from statistics with %s', (_, statistics, bytes) => {
  expect(residentMemory(statistics)).toBe(bytes);
});

async function taken(chunks: readonly Buffer[]): Promise<string[]> {
  const pieces: string[] = [];
  const source = (async function* () {
    for (const chunk of chunks) yield await Promise.resolve(chunk);
  })();
  for await (const { stream, bytes } of demultiplex(source)) pieces.push(`${stream}:${bytes.toString()}`);
  return pieces;
}

const frame = (kind: number, text: string) => {
  const head = Buffer.from([kind, 0, 0, 0, 0, 0, 0, 0]);
  head.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([head, Buffer.from(text)]);
};

it('takes output apart, however it is cut, and passes on what has no frames', async () => {
  const all = Buffer.concat([frame(1, 'out'), frame(2, 'error'), frame(1, ''), frame(1, '!')]);
  const bytes = Array.from(all, (byte) => Buffer.from([byte]));
  expect([
    await taken([all]),
    (await taken(bytes)).join(' '),
    await taken([Buffer.from('plain text of a terminal')]),
    await taken([frame(1, 'cut off').subarray(0, 11)]),
  ]).toEqual([
    ['out:out', 'err:error', 'out:!'],
    'out:o out:u out:t err:e err:r err:r err:o err:r out:!',
    ['out:plain text of a terminal'],
    ['out:cut'],
  ]);
});

it('keeps the beginning or the end of a text, and says that it was cut', () => {
  const [head, tail, whole] = [createHeadOfText(4), createTailOfText(4), createTailOfText(4)];
  for (const text of ['ab', 'cd', 'ef', 'gh', 'ij']) {
    head.add(Buffer.from(text));
    tail.add(Buffer.from(text));
  }
  whole.add(Buffer.from('abcd'));
  expect([head.text(), tail.text(), whole.text()]).toEqual(['abcd\n… (cut)', '(cut) …\nghij', 'abcd']);
});

it.each([
  ['RUN pip install a', '/bin/sh -c pip install a', 'A build argument has changed'],
  ['RUN pip install a', '|1 INDEX=x /bin/sh -c pip install a', 'A build argument has changed'],
  ['RUN pip install a', '/bin/sh -c pip install b', undefined],
  ['COPY model /opt/model/', '/bin/sh -c #(nop) COPY dir:aa in /opt/model/ ', 'What it copies has changed'],
  ['COPY ["a", "/opt/model"]', '/bin/sh -c #(nop) COPY file:aa in /opt/model ', 'What it copies has changed'],
  ['COPY a ./', '/bin/sh -c #(nop) COPY file:aa in /app/ ', 'What it copies has changed'],
  ['COPY model /opt/model', '/bin/sh -c #(nop) COPY dir:aa in /opt/runtime ', undefined],
  ['ENV A=2', '/bin/sh -c #(nop)  ENV A=1', 'Its values have changed'],
  ['ENV A=2', '/bin/sh -c #(nop)  USER 1000', undefined],
])('compares %j with an earlier image', (instruction, createdBy, reason) => {
  expect(compareInstruction(instruction, createdBy)).toBe(reason);
});

const entry = (CreatedBy: string, Size: number, Tags: string[] | null = null) => ({
  Id: '',
  CreatedBy,
  Size,
  Tags,
});

const own = [
  entry('/bin/sh -c #(nop)  LABEL a=b', 0, ['slipway/iris:1']),
  entry('/bin/sh -c #(nop) COPY dir:3 in /opt/slipway/model ', 3),
  entry('/bin/sh -c #(nop) COPY dir:2 in /opt/slipway/runtime ', 2),
  entry('/bin/sh -c #(nop)  USER 1000', 0),
  entry('/bin/sh -c #(nop) COPY dir:1 in /opt/venv ', 1),
];
const ownTitles = [
  ['Libraries', 1],
  ['Serving runtime', 2],
  ['Model', 3],
  ['Settings', 0],
];

it('names the layers from the base upwards, and gathers what has no content', () => {
  const python = [
    entry('CMD ["python3"]', 0, ['python:3.11']),
    entry('RUN make', 20),
    entry('ADD rootfs', 80),
  ];
  const titles = layersOf([...own, ...python]).map(({ title, bytes }) => [title, bytes]);
  expect(titles).toEqual([['Base image', 80], ['Base image', 20], ...ownTitles]);
});

it('tells the base image by what packages add, where its tag has moved on', () => {
  const python = [entry('CMD ["python3"]', 0), entry('RUN make', 20), entry('ADD rootfs', 80)];
  const titles = layersOf([...own, ...python]).map(({ title, bytes }) => [title, bytes]);
  expect(titles).toEqual([['Base image', 80], ['Base image', 20], ...ownTitles]);
});

it('shows no password of a build argument', () => {
  const layer = layersOf([
    entry('RUN |1 INDEX=https://ada:secret@index/ /bin/sh -c make', 1),
    entry('ADD', 1),
  ]);
  expect(layer[1]?.createdBy).toBe('RUN |1 INDEX=https://***@index/ /bin/sh -c make');
});
