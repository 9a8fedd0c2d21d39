import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { extract } from 'tar-stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listBuildContext, packBuildContext } from './build-context.ts';

let folder: string;
const servers: Server[] = [];
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'slipway-context-'))));
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  rmSync(folder, { recursive: true });
});

function writeAll(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const paths = async (dockerfile = 'Dockerfile') =>
  (await listBuildContext(folder, dockerfile)).map(({ path }) => path);

async function packed(): Promise<Buffer> {
  return buffer(packBuildContext(folder, await listBuildContext(folder, 'Dockerfile')));
}

it('sends the files in order, without what is ignored, with the folders that hold what is taken back', async () => {
  writeAll({
    Dockerfile: 'FROM x',
    '.dockerignore': '*\n!runtime\n!data/deep/keep.csv\nruntime/__pycache__',
    'runtime/a.py': '',
    'runtime/__pycache__/a.pyc': '',
    'data/deep/keep.csv': '',
    'data/deep/leave.csv': '',
    'other/file': '',
    'B.txt': '',
  });
  expect(await paths()).toEqual([
    '.dockerignore',
    'Dockerfile',
    'data',
    'data/deep',
    'data/deep/keep.csv',
    'runtime',
    'runtime/a.py',
  ]);
});

it('sends an ignored Dockerfile all the same, and prefers the ignore file beside it', async () => {
  writeAll({
    'workbench/Dockerfile': 'FROM x',
    'workbench/lock': '',
    'workbench/Dockerfile.dockerignore': 'model',
    '.dockerignore': 'workbench',
    model: '',
  });
  expect(await paths('workbench/Dockerfile')).toEqual([
    '.dockerignore',
    'workbench',
    'workbench/Dockerfile',
    'workbench/Dockerfile.dockerignore',
    'workbench/lock',
  ]);
  rmSync(join(folder, 'workbench/Dockerfile.dockerignore'));
  expect(await paths('workbench/Dockerfile')).toEqual([
    '.dockerignore',
    'model',
    'workbench',
    'workbench/Dockerfile',
  ]);
});

it('keeps links as links, makes owner, time and permissions alike, and leaves sockets out', async () => {
  const outside = mkdtempSync(join(tmpdir(), 'slipway-outside-'));
  writeFileSync(join(outside, 'secret'), 'secret');
  writeAll({ Dockerfile: 'FROM x', 'run.sh': 'echo', empty: '' });
  chmodSync(join(folder, 'run.sh'), 0o700);
  chmodSync(join(folder, 'Dockerfile'), 0o600);
  symlinkSync(outside, join(folder, 'link'));
  const server = createServer().listen(join(folder, 'socket'));
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  const tar = extract();
  tar.end(await packed());
  const entries: unknown[] = [];
  for await (const entry of tar) {
    const { name, type, mode, uid, gid, uname, gname, mtime, size, linkname } = entry.header;
    entries.push([name, type, mode.toString(8), uid, gid, uname, gname, mtime.toISOString(), size, linkname]);
    entry.resume();
  }
  const alike = [0, 0, '', '', '2000-01-01T00:00:00.000Z'] as const;
  rmSync(outside, { recursive: true });
  expect(entries).toEqual([
    ['Dockerfile', 'file', '644', ...alike, 6, null],
    ['empty', 'file', '644', ...alike, 0, null],
    ['link', 'symlink', '755', ...alike, 0, outside],
    ['run.sh', 'file', '755', ...alike, 4, null],
  ]);
});

it('is the same, byte for byte, whenever the files were written', async () => {
  writeAll({ Dockerfile: 'FROM x', 'model/model.onnx': 'x'.repeat(200_000) });
  const first = await packed();
  utimesSync(join(folder, 'model/model.onnx'), 1, 1);
  expect((await packed()).equals(first)).toBe(true);
});

it('carries long names and names of other scripts', async () => {
  const name = `${'längst'.repeat(30)}.bin`;
  writeAll({ Dockerfile: 'FROM x', [name]: 'x' });
  const tar = extract();
  tar.end(await packed());
  const names: string[] = [];
  for await (const entry of tar) {
    names.push(entry.header.name);
    entry.resume();
  }
  expect(names).toEqual(['Dockerfile', name]);
});

it('says that a file became shorter, and that one is gone', async () => {
  writeAll({ Dockerfile: 'FROM x', 'model.bin': 'x'.repeat(1000) });
  const entries = await listBuildContext(folder, 'Dockerfile');
  truncateSync(join(folder, 'model.bin'), 10);
  await expect(buffer(packBuildContext(folder, entries))).rejects.toMatchObject({
    record: { code: 'file.changed', details: join(folder, 'model.bin') },
  });
  rmSync(join(folder, 'model.bin'));
  await expect(buffer(packBuildContext(folder, entries))).rejects.toMatchObject({
    record: { code: 'file.missing' },
  });
  await expect(listBuildContext(join(folder, 'none'), 'Dockerfile')).rejects.toMatchObject({
    record: { code: 'file.missing' },
  });
});
