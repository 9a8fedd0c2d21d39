import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { unpack, unpackLimits } from './unpack.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'slipway-unpack-'))));
afterEach(() => rmSync(folder, { recursive: true }));

type Entry = Parameters<ReturnType<typeof pack>['entry']>[0] & { readonly text?: string };

async function tarOf(...entries: Entry[]): Promise<Buffer> {
  const tar = pack();
  for (const { text = '', ...header } of entries) tar.entry(header, text);
  tar.finalize();
  return buffer(tar);
}

async function unpackAll(tar: Buffer, limits = unpackLimits): Promise<number> {
  const source = (async function* () {
    for (let at = 0; at < tar.length; at += 700) yield await Promise.resolve(tar.subarray(at, at + 700));
  })();
  return unpack(source, folder, limits, new AbortController().signal);
}

it('writes files and folders, and makes the folders that are missing', async () => {
  const tar = await tarOf(
    { name: 'out/', type: 'directory' },
    { name: 'out/./a.json', text: 'a'.repeat(5000) },
    { name: 'deep/er/b', text: '' },
  );
  expect([
    await unpackAll(tar),
    readdirSync(folder, { recursive: true }).map(String).sort(),
    readFileSync(join(folder, 'out/a.json'), 'utf8').length,
  ]).toEqual([3, ['deep', 'deep/er', 'deep/er/b', 'out', 'out/a.json'], 5000]);
});

it.each<[string, Entry]>([
  ['a path upwards', { name: '../escape', text: 'x' }],
  ['a path upwards within', { name: 'a/../../escape', text: 'x' }],
  ['an absolute path', { name: '/tmp/escape', text: 'x' }],
  ['a backslash', { name: 'a\\..\\..\\escape', text: 'x' }],
  ['a drive', { name: 'C:escape', text: 'x' }],
  ['a link', { name: 'link', type: 'symlink', linkname: '/etc' }],
  ['a hard link', { name: 'link', type: 'link', linkname: '/etc/passwd' }],
  ['a device', { name: 'zero', type: 'character-device' }],
  ['a pipe', { name: 'pipe', type: 'fifo' }],
])('refuses %s', async (_, entry) => {
  const tar = await tarOf({ name: 'first', text: '1' }, entry);
  await expect(unpackAll(tar)).rejects.toMatchObject({
    record: { code: 'container.failed', retry: 'never' },
  });
  expect(readdirSync(folder)).toEqual(['first']);
});

it('refuses more bytes and more files than the limits, and a file twice', async () => {
  const tar = await tarOf({ name: 'a', text: '12345' }, { name: 'b', text: '12345' });
  const twice = await tarOf({ name: 'c', text: '1' }, { name: 'c', text: '2' });
  const outcomes = [];
  for (const run of [
    () => unpackAll(tar, { bytes: 9, entries: 9 }),
    () => unpackAll(twice),
    () => unpackAll(twice, { bytes: 9, entries: 0 }),
  ])
    outcomes.push(
      await run().catch((error: unknown) => (error as { record: { details: string } }).record.details),
    );
  expect(outcomes).toEqual(['More than 9 bytes', join(folder, 'c'), 'More than 0 files']);
});

it('never writes through a link that is there already', async () => {
  const outside = join(folder, 'outside');
  symlinkSync(outside, join(folder, 'a'));
  await expect(unpackAll(await tarOf({ name: 'a', text: 'x' }))).rejects.toMatchObject({
    record: { code: 'file.exists' },
  });
  expect(readdirSync(folder)).toEqual(['a']);
});

it('fails when the stream is cut', async () => {
  const tar = await tarOf({ name: 'a', text: 'x'.repeat(5000) });
  await expect(unpackAll(tar.subarray(0, 3000))).rejects.toThrow();
});
