import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack, type Pack } from 'tar-stream';
import { afterAll, describe, expect, it } from 'vitest';
import { inspectModel } from '../../core/inspection/inspect-model.ts';
import { fixture, inspecting } from './testing/inspecting.ts';

const place = inspecting();
const { models, folder } = place;
afterAll(() => place.close());

const never = new AbortController().signal;
const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');
const named = (code: string, details = '') => ({
  record: { code, details: expect.stringContaining(details) as string },
});

describe('hashing', () => {
  /** A sparse file with something at its end. */
  function large(bytes: number): string {
    const path = join(folder({}), 'large.bin');
    const file = openSync(path, 'w');
    ftruncateSync(file, bytes - 1);
    writeSync(file, 'x', bytes - 1);
    closeSync(file);
    return path;
  }

  it('counts bytes up to the size', async () => {
    const path = large(40 << 20);
    const seen: [number, number][] = [];
    const tree = await models.open(path, never);
    const hash = await tree.hash(['large.bin'], never, (done, total) => seen.push([done, total]));
    await tree.close();
    expect([hash, seen]).toEqual([
      sha256(readFileSync(path)),
      [16 << 20, 32 << 20, 40 << 20].map((done) => [done, 40 << 20]),
    ]);
  });

  it('ends its thread when it is cancelled', async () => {
    const stop = new AbortController();
    const tree = await models.open(large(2 ** 36), never);
    const hashing = tree.hash(['large.bin'], stop.signal, () => stop.abort(new Error('enough')));
    await expect(hashing).rejects.toThrow('enough');
    await tree.close();
  });

  it('names a file that is gone', async () => {
    const root = folder({ 'a.txt': 'a' });
    const tree = await models.open(root, never);
    rmSync(join(root, 'a.txt'));
    await expect(tree.hash(['a.txt'], never, () => undefined)).rejects.toMatchObject(
      named('file.missing', 'a.txt'),
    );
    await tree.close();
  });
});

describe('reading', () => {
  it('gives pieces, fewer at the end, and nothing outside of what was listed', async () => {
    const tree = await models.open(folder({ 'a/b.txt': 'hello' }), never);
    const text = async (from: number, length: number) =>
      Buffer.from(await tree.read('a/b.txt', from, length)).toString();
    expect([await text(1, 3), await text(3, 10), await text(9, 1)]).toEqual(['ell', 'lo', '']);
    await expect(tree.read('../a', 0, 1)).rejects.toMatchObject(named('file.missing', '../a'));
    await tree.close();
  });

  it('reads many files at once', async () => {
    const names = Array.from({ length: 50 }, (_, index) => `${String(index).padStart(2, '0')}.txt`);
    const tree = await models.open(folder(Object.fromEntries(names.map((name) => [name, name]))), never);
    const texts = await Promise.all(
      names.map(async (name) => Buffer.from(await tree.read(name, 0, 10)).toString()),
    );
    expect(texts).toEqual(names);
    await tree.close();
  });
});

describe('inflating', () => {
  async function* pieces(bytes: Uint8Array) {
    for (let at = 0; at < bytes.length; at += 10) yield await Promise.resolve(bytes.subarray(at, at + 10));
  }
  async function inflated(bytes: Uint8Array): Promise<string> {
    const out: Uint8Array[] = [];
    for await (const piece of models.inflate(pieces(bytes), 'gzip')) out.push(piece);
    return Buffer.concat(out).toString();
  }
  const whole = gzipSync('hello '.repeat(1000));

  it('gives what went in', async () => {
    expect(await inflated(whole)).toBe('hello '.repeat(1000));
  });

  it.each([
    ['cut off', whole.subarray(0, -12), 'model.truncated'],
    [
      'damaged',
      Buffer.concat([whole.subarray(0, 12), Buffer.from('xyzxyzxyz'), whole.subarray(20)]),
      'model.unreadable',
    ],
  ])('names data that is %s', async (_title, bytes, code) => {
    await expect(inflated(bytes)).rejects.toMatchObject({ record: { code } });
  });
});

describe('YAML', () => {
  it.each([
    ['a: 1\nb: [x, "y"]\n', { a: 1, b: ['x', 'y'] }],
    ['a: [', undefined],
    ['a: !!js/function "x"\n', { a: 'x' }],
    [
      'a: &x [1]\nb: &y [*x,*x,*x,*x,*x,*x,*x,*x,*x]\nc: &z [*y,*y,*y,*y,*y,*y,*y,*y,*y]\nd: [*z,*z,*z,*z,*z,*z,*z,*z,*z]\n',
      undefined,
    ],
  ])('%j becomes plain data, or nothing', (text, document) => {
    expect(models.readYaml(text)).toEqual(document);
  });
});

async function tarGz(fill: (tar: Pack) => void): Promise<Uint8Array> {
  const tar = pack();
  fill(tar);
  tar.finalize();
  const parts: Uint8Array[] = [];
  for await (const part of tar) parts.push(part as Uint8Array);
  return gzipSync(Buffer.concat(parts));
}

describe('unpacking', () => {
  it('refuses an archive that is much larger inside', async () => {
    const bomb = await tarGz((tar) => tar.entry({ name: 'model.bin' }, Buffer.alloc(80 << 20)));
    const path = join(folder({ 'bomb.tar.gz': bomb }), 'bomb.tar.gz');
    const target = join(folder({}), 'out');
    await expect(models.unpackTo(path, target, never)).rejects.toMatchObject(
      named('model.archive', `of ${bomb.length} bytes holds 83886080`),
    );
    expect(existsSync(target)).toBe(false);
  });

  it.each([
    ['a device', { name: 'a', type: 'character-device' as const }],
    ['a hard link', { name: 'a', type: 'link' as const, linkname: 'b' }],
    ['a backslash in a path', { name: 'a\\b' }],
    ['a drive in a path', { name: 'C:/a' }],
    ['a line break in a path', { name: 'a\nb' }],
    ['more levels than anybody has', { name: `${'a/'.repeat(40)}b` }],
  ])('refuses %s', async (_title, header) => {
    const path = join(folder({ 'a.tar.gz': await tarGz((tar) => tar.entry(header, '')) }), 'a.tar.gz');
    await expect(models.unpackTo(path, join(folder({}), 'out'), never)).rejects.toMatchObject(
      named('model.archive'),
    );
  });

  it('writes the files, into an empty folder alone', async () => {
    const target = join(folder({}), 'out');
    await models.unpackTo(fixture('archives/good.zip'), target, never);
    expect(sha256(readFileSync(join(target, 'model/model.onnx')))).toBe(
      sha256(readFileSync(fixture('onnx/iris.onnx'))),
    );
    await expect(models.unpackTo(fixture('archives/good.zip'), target, never)).rejects.toMatchObject(
      named('file.exists'),
    );
  });

  it('names an archive that is cut off, or damaged', async () => {
    const whole = await tarGz((tar) => tar.entry({ name: 'a.bin' }, createNoise(200_000)));
    const root = folder({ 'cut.tar.gz': whole.subarray(0, 100_000) });
    await expect(models.unpackTo(join(root, 'cut.tar.gz'), join(root, 'a'), never)).rejects.toMatchObject(
      named('model.truncated'),
    );
    const zip = readFileSync(fixture('archives/good.zip'));
    zip.fill(0, 60, 90);
    writeFileSync(join(root, 'bent.zip'), zip);
    await expect(models.unpackTo(join(root, 'bent.zip'), join(root, 'b'), never)).rejects.toMatchObject(
      named('model.unreadable'),
    );
  });
});

/** Bytes that do not compress, the same each time. */
function createNoise(length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, index) =>
    createHash('sha256').update(String(index)).digest(),
  );
  return Buffer.concat(blocks).subarray(0, length);
}

describe('copying a model', () => {
  const inspection = (path: string) => inspectModel(place.parts, { path }, { signal: never, hash: true });

  it.each([
    'archives/good.tar.gz',
    'archives/good.zip',
    'mlflow',
    'onnx/iris.onnx',
    'onnx-external/model.onnx',
  ])('of %s gives the same hash', async (path) => {
    const found = await inspection(fixture(path));
    const target = join(folder({}), 'copy');
    const { sha256: copied, bytes } = await models.copyTo(found, target, never);
    expect([copied, bytes]).toEqual([found.sha256, found.bytes]);
    expect(
      readdirSync(target, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).length,
    ).toBe(found.files.length);
  });

  it('shows that the model has changed', async () => {
    const root = folder({ 'predict.py': 'def predict(rows): ...' });
    const found = await inspection(root);
    writeFileSync(join(root, 'predict.py'), 'def predict(them): ...');
    const { sha256: copied } = await models.copyTo(found, join(folder({}), 'copy'), never);
    expect(copied).not.toBe(found.sha256);
  });

  it('does not follow a link that took the place of a file', async () => {
    const root = folder({ 'predict.py': 'def predict(rows): ...', 'data.txt': 'x' });
    const found = await inspection(root);
    rmSync(join(root, 'data.txt'));
    symlinkSync('/etc/hostname', join(root, 'data.txt'));
    await expect(models.copyTo(found, join(folder({}), 'copy'), never)).rejects.toMatchObject(
      named('file.unreadable', 'data.txt'),
    );
  });
});

it('leaves nothing in its scratch folder', () => {
  expect(existsSync(place.scratch) ? readdirSync(place.scratch) : []).toEqual([]);
});
