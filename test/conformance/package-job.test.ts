import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../src-main/adapters/sqlite/store.ts';
import { systemClock } from '../../src-main/adapters/system/clock.ts';
import { createIds } from '../../src-main/adapters/system/ids.ts';
import { AppError } from '../../src-main/core/app-error.ts';
import type { Jobs } from '../../src-main/core/jobs/jobs.ts';
import type { Store } from '../../src-main/core/ports.ts';
import { createPackages } from '../../src-main/core/packaging/packages.ts';
import type { EngineScript } from '../fakes/container-engine.ts';
import { packageBench, settled, until } from '../fakes/package-bench.ts';

let home: string;
let store: Store;
let jobs: Jobs;
let opened: Jobs[];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'slipway-package-'));
  store = openStore(home, systemClock, createIds()).store;
  opened = [];
});

afterEach(async () => {
  await Promise.all(opened.map((one) => one.dispose()));
  store.close();
  rmSync(home, { recursive: true });
});

async function bench(script?: EngineScript, file?: string) {
  const made = await packageBench({ home, store }, script, file);
  jobs = made.jobs;
  opened.push(jobs);
  return made;
}

const ended = (id: string) => settled(jobs, id);

it('records the image with its folder, and leaves no container behind', async () => {
  const { engine, parts, start } = await bench();
  const job = await ended((await start()).id);
  const [made] = parts.store.list();
  expect({
    state: job.state,
    result: job.result,
    image: made?.image?.tag,
    fastPath: made?.fastPath.state,
    servedBy: made?.servedBy,
    components: made?.components,
    memory: made?.smoke?.memoryBytes,
    left: [...engine.containers.keys()],
    ledger: store.ledger.list({ jobId: job.id }).map(({ kind, state }) => `${kind} ${state}`),
  }).toEqual({
    state: 'succeeded',
    result: { packageId: made?.id },
    image: 'slipway/iris:1',
    fastPath: 'failed',
    servedBy: 'sklearn',
    components: [{ name: 'numpy', version: '2.4.6', hashes: 1 }],
    memory: 1000,
    left: [],
    ledger: ['folder kept', 'container removed', 'image removed', 'container removed', 'image kept'],
  });
  const paths = made?.files.map(({ path }) => path) ?? [];
  expect(paths).toEqual(
    expect.arrayContaining([
      'Dockerfile',
      '.dockerignore',
      'README.md',
      'model/slipway.json',
      'requirements.lock',
      'sbom.cdx.json',
    ]),
  );
});

it('serves the conversion in place of the model when the workbench says that their answers agree', async () => {
  const signature = {
    inputs: [{ name: 'a', type: 'number' }],
    output: { task: 'classification', name: 'species', labels: [{ value: 'x', title: 'x' }] },
  };
  const fastPath = { state: 'used', reason: '1,000 rows agree.', comparedRows: 1000 };
  const { parts, start } = await bench({
    wait: () => Promise.resolve({ exitCode: 0, out: '', err: '' }),
    copyOut: (folder) => {
      mkdirSync(join(folder, 'out'));
      const report = { describe: { signature }, conversion: fastPath };
      writeFileSync(join(folder, 'out/report.json'), JSON.stringify(report));
      writeFileSync(join(folder, 'out/model.onnx'), 'graph');
      writeFileSync(join(folder, 'out/slipway.json'), '{}');
    },
  });
  await ended((await start()).id);
  const [made] = parts.store.list();
  expect({
    servedBy: made?.servedBy,
    fastPath: made?.fastPath,
    signature: made?.signature,
    model: made?.files.map(({ path }) => path).filter((path) => path.startsWith('model/')),
  }).toEqual({
    servedBy: 'onnx',
    fastPath,
    signature,
    model: ['model/model.onnx', 'model/slipway.json'],
  });
});

it('runs code of a model without a network, read-only or thrown away, as a user without rights', async () => {
  const { engine, start } = await bench();
  await ended((await start()).id);
  expect(
    engine.started.map(({ network, user, readOnly, command }) => ({ network, user, readOnly, command })),
  ).toEqual([
    {
      network: 'none',
      user: '12345',
      readOnly: false,
      command: ['--model', '/opt/slipway/model', '--out', '/var/tmp/out'],
    },
    { network: 'none', user: '12345', readOnly: true, command: ['serve'] },
  ]);
});

it('fails with the checks that the sample missed, and discarding removes the image and the folder', async () => {
  const checks = [{ title: 'The routes agree', passed: false, observed: '/score answered 500' }];
  const report = { readyMs: 1, checks, answers: [], installed: {} };
  const { engine, parts, start } = await bench({
    exec: () => Promise.resolve({ exitCode: 1, out: JSON.stringify(report), err: '' }),
  });
  const job = await ended((await start({ fastPath: 'off' })).id);
  expect([job.state, job.error?.code, job.error?.details]).toEqual([
    'failed',
    'package.smoke-failed',
    'The routes agree: /score answered 500\n\nthe last words of the server',
  ]);
  const [folder] = store.ledger.list({ jobId: job.id, kind: 'folder' });
  await jobs.discard(job.id);
  expect({
    images: engine.images.size,
    folder: existsSync(folder?.ref ?? ''),
    packages: parts.store.list(),
  }).toEqual({ images: 0, folder: false, packages: [] });
});

it('leaves the tag with the package that works when a later build of it does not', async () => {
  let works = true;
  const missed = [{ title: 'The server is ready', passed: false, observed: '503' }];
  const { engine, parts, start } = await bench({
    exec: () =>
      Promise.resolve({
        exitCode: works ? 0 : 1,
        out: JSON.stringify({ readyMs: 1, checks: works ? [] : missed, answers: [], installed: {} }),
        err: '',
      }),
  });
  await ended((await start({ fastPath: 'off' })).id);
  works = false;
  const failed = await ended((await start({ fastPath: 'off' })).id);
  await jobs.discard(failed.id);
  expect([failed.state, [...engine.images.keys()], engine.images.get('slipway/iris:1')?.id]).toEqual([
    'failed',
    ['slipway/iris:1'],
    parts.store.list()[0]?.image?.id,
  ]);
});

it('refuses before anything is written: no engine, no space, an unaccepted finding', async () => {
  const outcome = async (script: EngineScript, file?: string) => {
    const { start } = await bench(script, file);
    const job = await ended((await start()).id);
    return [job.error?.code, store.ledger.list({ jobId: job.id })];
  };
  expect([
    await outcome({ facts: () => Promise.reject(new AppError('container.no-engine')) }),
    await outcome({ facts: () => Promise.resolve({ freeBytes: 1 }) }),
    await outcome({}, 'evil/system.pkl'),
  ]).toEqual([
    ['container.no-engine', []],
    ['container.no-space', []],
    ['package.stopped', []],
  ]);
});

it('names a model that has changed since its inspection', async () => {
  const { model, start } = await bench();
  writeFileSync(model, 'another model');
  const job = await ended((await start()).id);
  expect(job.error?.code).toBe('model.changed');
});

it('writes only the folder when that is all that is asked for, in the place that is named', async () => {
  const { engine, parts, start } = await bench();
  const folder = join(home, 'mine');
  const job = await ended((await start({ product: 'folder', folder })).id);
  const [made] = parts.store.list();
  expect([
    job.state,
    made?.image,
    made?.folder,
    engine.started,
    existsSync(join(folder, 'Dockerfile')),
  ]).toEqual(['succeeded', undefined, folder, [], true]);
  await createPackages(parts).remove(made?.id ?? '');
  expect([parts.store.list(), existsSync(folder)]).toEqual([[], true]);
});

it('stops the build when it is cancelled, and goes on in the same folder when it is resumed', async () => {
  let builds = 0;
  const { parts, start } = await bench({
    build: (_, signal) => {
      builds += 1;
      if (builds > 1) return Promise.resolve();
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      });
    },
  });
  const { id } = await start({ fastPath: 'off' });
  for await (const list of jobs.changes(new AbortController().signal))
    if (builds === 1 && list.some((one) => one.id === id)) break;
  jobs.cancel(id);
  const cancelled = await ended(id);
  jobs.resume(id);
  const resumed = await until(jobs, id, 'succeeded', 'failed');
  expect([
    cancelled.state,
    resumed.state,
    store.ledger.list({ jobId: id }).filter(({ kind }) => kind === 'folder').length,
    parts.store.list().length,
  ]).toEqual(['cancelled', 'succeeded', 1, 1]);
});

it('removes a package with its image and its workbench, but not the image that a later one shares', async () => {
  const { engine, parts, start } = await bench();
  await ended((await start()).id);
  await ended((await start()).id);
  const [second, first] = parts.store.list();
  const packages = createPackages(parts);
  await packages.remove(first?.id ?? '');
  const left = [...engine.images.keys()].sort();
  await packages.remove(second?.id ?? '');
  expect([left, [...engine.images.keys()], existsSync(second?.folder ?? ''), parts.store.list()]).toEqual([
    ['slipway-workbench/iris:latest', 'slipway/iris:1'],
    [],
    false,
    [],
  ]);
});
