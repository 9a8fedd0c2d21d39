import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AppError } from '../../core/app-error.ts';
import { createBuildFolders } from './build-folders.ts';

let top: string;
const endless = new AbortController().signal;

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'slipway-folders-'));
});

afterEach(() => {
  rmSync(top, { recursive: true });
});

function folders() {
  const resources = join(top, 'resources');
  mkdirSync(join(resources, 'runtime/slipway_runtime/__pycache__'), { recursive: true });
  writeFileSync(join(resources, 'runtime/slipway_runtime/app.py'), 'app');
  writeFileSync(join(resources, 'runtime/slipway_runtime/__pycache__/app.pyc'), 'compiled');
  writeFileSync(join(resources, 'runtime/README.md'), 'not part of the program');
  return createBuildFolders({ resources, packages: join(top, 'packages'), scratch: join(top, 'scratch') });
}

function codeOf(error: unknown): unknown {
  return error instanceof AppError ? error.record.code : error;
}

it('lists what was written, by path, with sizes', async () => {
  const { create, write, copyProgram, list, place } = folders();
  const folder = place('iris');
  await create(folder);
  await write(folder, 'model/slipway.json', '{}');
  await write(folder, 'Dockerfile', 'FROM x');
  await copyProgram('runtime', folder, 'runtime');
  expect(await list(folder)).toEqual([
    { path: 'Dockerfile', bytes: 6 },
    { path: 'model/slipway.json', bytes: 2 },
    { path: 'runtime/slipway_runtime/app.py', bytes: 3 },
  ]);
});

it('takes an empty folder, and leaves one with files in it alone', async () => {
  const { create } = folders();
  const folder = join(top, 'mine');
  await create(folder);
  await create(folder);
  writeFileSync(join(folder, 'thesis.txt'), 'years of work');
  expect(await create(folder).catch(codeOf)).toBe('file.exists');
});

it('reads a text, cut after so many characters, but nothing outside of the folder', async () => {
  const { create, write, read, place } = folders();
  const folder = place('iris');
  await create(folder);
  await write(folder, 'a.txt', 'abcdef');
  writeFileSync(join(top, 'secret.txt'), 'secret');
  expect([
    await read(folder, 'a.txt', 4),
    await read(folder, 'a.txt', 6),
    await read(folder, '../../secret.txt', 9).catch(codeOf),
    await read(folder, join(top, 'secret.txt'), 9).catch(codeOf),
    await read(folder, 'none.txt', 9).catch(codeOf),
  ]).toEqual([
    { text: 'abcd', truncated: true },
    { text: 'abcdef', truncated: false },
    'file.missing',
    'file.missing',
    'file.missing',
  ]);
});

it('copies wheels and nothing else, and says when there are none', async () => {
  const { create, copyWheels, list, place } = folders();
  const [folder, from] = [place('iris'), join(top, 'wheels')];
  await create(folder);
  mkdirSync(from);
  writeFileSync(join(from, 'notes.txt'), '');
  const before = await copyWheels(from, folder, endless).catch(codeOf);
  writeFileSync(join(from, 'numpy-2.0-py3-none-any.whl'), 'wheel');
  expect([before, await copyWheels(from, folder, endless), await list(folder)]).toEqual([
    'file.missing',
    1,
    [{ path: 'wheels/numpy-2.0-py3-none-any.whl', bytes: 5 }],
  ]);
});

it('knows its own folders from those of a person', () => {
  const { owns, place } = folders();
  expect([
    owns(place('iris')),
    owns(join(top, 'packages')),
    owns(join(top, 'packages-of-mine/iris')),
  ]).toEqual([true, false, false]);
});

it('lets every user read a folder, whatever it was written with', async () => {
  const { create, write, makeReadable, place } = folders();
  const folder = place('iris');
  await create(folder);
  await write(folder, 'model/model.onnx', 'graph');
  chmodSync(join(folder, 'model/model.onnx'), 0o600);
  chmodSync(join(folder, 'model'), 0o700);
  await makeReadable(folder);
  const modes = ['model', 'model/model.onnx'].map((path) => statSync(join(folder, path)).mode & 0o777);
  expect(modes).toEqual([0o755, 0o644]);
});

it('removes what is gone without complaint', async () => {
  const { remove, place } = folders();
  await remove(place('never-made'));
  expect(await folders().list(place('never-made')).catch(codeOf)).toBe('file.missing');
});
