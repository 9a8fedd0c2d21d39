import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BuildStep, Image } from '../../contract/packages.ts';
import type { AppError } from '../../core/app-error.ts';
import type { BuildRequest, ContainerRequest, Log, RunningContainer } from '../../core/ports.ts';
import { systemClock } from '../system/clock.ts';
import { createContainerEngine } from './container-engine.ts';
import { findEngine } from './discover-engine.ts';
import { engineUndoers } from './undoers.ts';

/** Runs against the engine of this computer, with an image of Python that it has. */
const found = await findEngine(process.env);
const reason = Array.isArray(found) ? 'no container engine answers' : undefined;
const { kind: _, ...where } = Array.isArray(found) ? { kind: 'none' } : found.connection;
const docker = new Docker(where);
const base = reason === undefined ? await findBase() : undefined;
const skipped = reason ?? (base === undefined ? 'the engine has no image named python:3…' : undefined);
if (skipped !== undefined) process.stderr.write(`Tests with a container engine are skipped: ${skipped}.\n`);

async function findBase(): Promise<string | undefined> {
  const images = await docker.listImages();
  return images.flatMap(({ RepoTags }) => RepoTags ?? []).find((tag) => tag.startsWith('python:3.'));
}

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => '', tail: () => [] };
const engine = createContainerEngine({ environment: process.env, clock: systemClock, log: silent });
const run = `slipway-test-${process.pid}-${Date.now().toString(36)}`;
const label = `dev.slipway.test.${run}`;
const never = new AbortController().signal;

let folder: string;
const started: RunningContainer[] = [];
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'slipway-build-'))));
afterEach(async () => {
  await Promise.all(started.splice(0).map((container) => container.remove(0)));
  rmSync(folder, { recursive: true });
});
afterAll(async () => {
  if (skipped === undefined) await engine.removeImage(`${run}:1`);
  if (skipped === undefined) await engine.prune(label);
});

function writeFolder(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const request = (more: Partial<BuildRequest> = {}): BuildRequest => ({
  folder,
  dockerfile: 'Dockerfile',
  tag: `${run}:1`,
  platform: Array.isArray(found) ? '' : `${found.answer.os}/${found.answer.arch}`,
  buildArguments: {},
  labels: { 'dev.slipway.test': run },
  ...more,
});

async function build(more: Partial<BuildRequest> = {}) {
  const steps: BuildStep[] = [];
  const progress: [number, number][] = [];
  const news = {
    step: (step: BuildStep) => steps.push(step),
    progress: (done: number, total: number) => progress.push([done, total]),
    log: () => undefined,
  };
  const image = await engine.build(request(more), news, never);
  return { image, steps, progress };
}

const dockerfile = () => `FROM ${base ?? ''} AS dependencies
LABEL ${label}=1
COPY lock /lock
RUN cp /lock /opt/venv
FROM ${base ?? ''}
LABEL ${label}=1
COPY --from=dependencies /opt/venv /opt/venv
COPY runtime /opt/slipway/runtime
COPY model /opt/slipway/model
USER 1000
`;

const container = (more: Partial<ContainerRequest> = {}): ContainerRequest => ({
  image: base ?? '',
  name: `${run}-${started.length}-${Math.random().toString(36).slice(2)}`,
  command: ['sleep', '60'],
  environment: { GREETING: 'hello' },
  labels: { 'dev.slipway.test': run },
  network: 'none',
  user: '12345',
  readOnly: true,
  tmpBytes: 16 * 1024 ** 2,
  memoryBytes: 128 * 1024 ** 2,
  cores: 1,
  ...more,
});

async function start(more: Partial<ContainerRequest> = {}): Promise<RunningContainer> {
  const running = await engine.start(container(more), never);
  started.push(running);
  return running;
}

const brief = (steps: readonly BuildStep[]) =>
  steps.filter(({ cached }) => !cached).map(({ number, stage, reason }) => [number, stage, reason]);

describe.skipIf(skipped !== undefined)('with this container engine', { timeout: 60_000 }, () => {
  it('says what the engine is', async () => {
    expect(await engine.facts()).toMatchObject({
      product: expect.stringMatching(/^(?:Docker|Podman)$/) as string,
      platform: expect.stringMatching(/^linux\//) as string,
    });
  });

  it('builds, takes everything from the cache, then builds only what a changed model asks for', async () => {
    writeFolder({
      Dockerfile: dockerfile(),
      lock: run,
      'runtime/serve.py': 'print(1)',
      'model/model.onnx': `${run} 1`,
    });
    const first = await build();
    const second = await build();
    writeFolder({ 'model/model.onnx': `${run} 2` });
    const third = await build();
    expect([
      first.progress.at(0),
      first.progress.at(-1),
      second.image.id === first.image.id,
      brief(second.steps),
      brief(third.steps),
      third.image.layers.map(({ title }) => title).filter((title) => title !== 'Base image'),
      third.image.user,
    ]).toEqual([
      [0, 11],
      [11, 11],
      true,
      [],
      [
        [9, 'final', 'What it copies has changed'],
        [10, 'final', 'Follows step 9, which was built anew'],
        [11, 'final', 'Follows step 9, which was built anew'],
      ],
      ['Libraries', 'Serving runtime', 'Model', 'Settings'],
      '1000',
    ]);
    expect(await engine.image(`${run}:1`)).toEqual<Image>(third.image);
    expect(await engine.prune(label)).toBeGreaterThan(0);
  });

  it('names the instruction, the line and the reason when a build fails, and leaves no container', async () => {
    writeFolder({ Dockerfile: `FROM ${base ?? ''}\nRUN echo ${run} && no-such-program\n` });
    await expect(build()).rejects.toMatchObject({
      record: {
        code: 'container.build-failed',
        cause: 'The command ended with exit code 127.',
        details: expect.stringContaining(`Step 2 of 3: RUN echo ${run}`) as string,
      },
    });
    expect(await containersOf(run)).toEqual([]);
  });

  it('says that a base image cannot be had', async () => {
    writeFolder({ Dockerfile: 'FROM slipway-test.invalid/none:1\n' });
    await expect(build()).rejects.toMatchObject({ record: { code: 'container.no-base' } });
  });

  it('refuses an image for another platform, which the engine builds without a word', async () => {
    writeFolder({ Dockerfile: `FROM ${base ?? ''}\nLABEL ${label}=1\n` });
    await expect(build({ platform: 'linux/s390x' })).rejects.toMatchObject({
      record: { code: 'container.no-base' },
    });
  });

  it('stops a long instruction when it is cancelled, and leaves no container', async () => {
    writeFolder({ Dockerfile: `FROM ${base ?? ''}\nRUN echo ready && sleep 300 # ${run}\n` });
    const cancel = new AbortController();
    const log = (line: string) => line === 'ready' && cancel.abort(new Error('enough'));
    const news = { step: () => undefined, progress: () => undefined, log };
    await expect(engine.build(request(), news, cancel.signal)).rejects.toThrow('enough');
    expect(await containersOf(run)).toEqual([]);
  });

  it('confines a container', async () => {
    const running = await start();
    const script = `id -u; grep -E 'CapEff|CapBnd|NoNewPrivs|Seccomp:' /proc/self/status | tr -s '\\t' ' '
      touch /file 2>/dev/null; echo root $?; touch /tmp/file; echo tmp $?
      ls /sys/class/net; echo $GREETING >&2; stat -c %a /tmp; exit 3`;
    const outcome = await running.exec(['sh', '-c', script], never);
    expect({ ...outcome, out: outcome.out.trim().split('\n') }).toEqual({
      exitCode: 3,
      out: [
        '12345',
        'CapEff: 0000000000000000',
        'CapBnd: 0000000000000000',
        'NoNewPrivs: 1',
        'Seccomp: 2',
        'root 1',
        'tmp 0',
        'lo',
        '1777',
      ],
      err: 'hello\n',
    });
  });

  it('measures its memory, and ends it with the rest when it is removed', async () => {
    const running = await start({
      command: ['python3', '-c', 'import time; x = bytearray(40_000_000); time.sleep(60)'],
    });
    const ended = new Promise((resolve) => running.ended.addEventListener('abort', resolve));
    await expect.poll(() => running.memory(), { timeout: 5000 }).toBeGreaterThan(40_000_000);
    await running.remove(0);
    await ended;
    await running.remove(5);
    expect(await containersOf(run)).toEqual([]);
  });

  it('waits for its end, with the exit code and what it wrote', async () => {
    const running = await start({ command: ['sh', '-c', 'echo out; echo err >&2; exit 7'] });
    expect(await running.wait(never)).toEqual({ exitCode: 7, out: 'out\n', err: 'err\n' });
    expect([running.ended.aborted, await running.logs(10)]).toEqual([true, 'out\n\nerr\n']);
  });

  it('publishes its port on this computer alone', async () => {
    const running = await start({
      network: 'bridge',
      port: 8080,
      command: ['python3', '-m', 'http.server', '--directory', '/usr', '8080'],
    });
    const status = () =>
      fetch(`http://127.0.0.1:${running.hostPort ?? 0}/`).then(
        (answer) => answer.status,
        () => 0,
      );
    await expect.poll(status, { timeout: 10_000 }).toBe(200);
    const { NetworkSettings } = await docker.getContainer(running.id).inspect();
    expect(NetworkSettings.Ports['8080/tcp']).toEqual([
      { HostIp: '127.0.0.1', HostPort: String(running.hostPort) },
    ]);
  });

  it('copies files and folders out, from memory and from the image, and takes no links', async () => {
    const running = await start();
    await running.exec(
      ['sh', '-c', 'mkdir -p /tmp/out/deep; echo 1 > /tmp/out/deep/a; ln -s /etc /tmp/link'],
      never,
    );
    await running.copyOut('/tmp/out', folder, never);
    await running.copyOut('/etc/debian_version', folder, never);
    await expect(running.copyOut('/tmp/link', folder, never)).rejects.toMatchObject({
      record: { details: 'link is a symlink' },
    });
    await expect(running.copyOut('/tmp/none', folder, never)).rejects.toMatchObject({
      record: { code: 'container.failed' },
    });
    expect([readdirSync(folder).sort(), readFileSync(join(folder, 'out/deep/a'), 'utf8')]).toEqual([
      ['debian_version', 'out'],
      '1\n',
    ]);
  });

  it('names a container that is there already, and an image that is not', async () => {
    const twice = container({ name: `${run}-twice` });
    started.push(await engine.start(twice, never));
    await expect(engine.start(twice, never)).rejects.toMatchObject({
      record: { cause: `A container named ${run}-twice is there already.` },
    });
    await expect(start({ image: `${run}-none:1` })).rejects.toMatchObject({
      record: { cause: `The image ${run}-none:1 is not on the engine.` },
    });
  });

  it('removes what is not there without harm, and undoes what the ledger has', async () => {
    const running = await engine.start(container({ name: `${run}-undo` }), never);
    const undoers = engineUndoers(engine);
    const waiting = running.wait(never).catch((error: unknown) => (error as AppError).record.cause);
    await undoers.container({ ref: `${run}-undo` });
    await undoers.container({ ref: `${run}-undo` });
    await undoers.image({ ref: `${run}-none:1` });
    await running.remove(0);
    expect([await containersOf(`${run}-undo`), await engine.image(`${run}-none:1`), await waiting]).toEqual([
      [],
      undefined,
      'The container was removed, or the engine went away, while it ran.',
    ]);
  });
});

/** Containers whose command or name speaks of `mark`. */
async function containersOf(mark: string): Promise<string[]> {
  const all = await docker.listContainers({ all: true });
  return all
    .filter(({ Command, Names }) => Command.includes(mark) || Names.some((name) => name.includes(mark)))
    .map(({ Command }) => Command);
}
