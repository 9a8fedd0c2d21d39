import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileRow } from '../../core/ports.ts';
import { createFiles } from './files.ts';

const files = createFiles();
const never = new AbortController().signal;

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'slipway-files-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, content: string | Buffer) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

async function readAll(path: string, skip = 0, signal = never): Promise<FileRow[]> {
  const rows: FileRow[] = [];
  for await (const row of files.rows(path, skip, signal)) rows.push(row);
  return rows;
}

const cellsOf = async (path: string) => (await readAll(path)).map(({ cells }) => cells);
const named = (code: string, details = '') => ({
  record: { code, details: expect.stringContaining(details) as string },
});

describe('rows of a CSV file', () => {
  it('come by header, as text, numbered from 1', async () => {
    const path = write('rows.csv', '\uFEFFa,b\r\n1, x \r\n\r\n"2","y, z"');
    expect(await readAll(path)).toEqual([
      { number: 1, cells: { a: '1', b: 'x' }, bytesRead: 27 },
      { number: 2, cells: { a: '2', b: 'y, z' }, bytesRead: 27 },
    ]);
  });

  it('go on after those that are skipped, with their own numbers', async () => {
    const path = write('rows.CSV', 'a\n1\n2\n3\n');
    expect((await readAll(path, 2)).map(({ number, cells }) => [number, cells])).toEqual([[3, { a: '3' }]]);
  });

  it.each([
    ['a line with a value too few', 'a,b\n1,2\n3\n', 'file.row', 'line 3'],
    ['a quotation mark that is never closed', 'a\n"1\n', 'file.row', 'Quote'],
    ['a column named twice', 'a,b,a\n1,2,3\n', 'file.format', 'the column a twice'],
  ])('are refused with %s', async (_title, content, code, details) => {
    await expect(readAll(write('rows.csv', content))).rejects.toMatchObject(named(code, details));
  });
});

describe('rows of a JSON Lines file', () => {
  it('come as they are, across the pieces in which a file is read', async () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => ({ index, text: 'é'.repeat(index % 50) }));
    const path = write('rows.jsonl', `\uFEFF${rows.map((row) => JSON.stringify(row)).join('\n')}`);
    expect(await cellsOf(path)).toEqual(rows);
  });

  it('may end with empty lines and carriage returns', async () => {
    expect(await cellsOf(write('rows.ndjson', '{"a":1}\r\n\r\n{"a":[1,null]}\r\n\n'))).toEqual([
      { a: 1 },
      { a: [1, null] },
    ]);
  });

  it.each([
    ['a line that is no JSON', '{"a":1}\n\n{"a":NaN}\n', 'Line 3: '],
    ['a line that is no object', '{"a":1}\n[1]\n', 'Line 2 is not a JSON object.'],
  ])('are refused with %s', async (_title, content, details) => {
    await expect(readAll(write('rows.jsonl', content))).rejects.toMatchObject(named('file.row', details));
  });

  it.each([
    ['rows.jsonl', 'Line 1 has more than 1000000 characters.'],
    ['rows.csv', 'exceed'],
  ])('are refused when %s has no line breaks', async (name, details) => {
    const path = write(name, Buffer.alloc(8_000_000, '1'));
    await expect(readAll(path)).rejects.toMatchObject(named('file.row', details));
  });
});

describe('a file that cannot be read', () => {
  it.each([
    ['is missing', 'nothing.csv', 'file.missing'],
    ['has another format', 'rows.xlsx', 'file.format'],
    ['has no format', 'rows', 'file.format'],
    ['is a folder', 'folder.csv', 'file.unreadable'],
  ])('%s', async (_title, name, code) => {
    mkdirSync(join(folder, 'folder.csv'));
    await expect(readAll(join(folder, name))).rejects.toMatchObject(named(code, name));
  });

  it('is a folder or missing when its size is asked', async () => {
    await expect(files.stat(folder)).rejects.toMatchObject(named('file.format', folder));
    await expect(files.stat(join(folder, 'x'))).rejects.toMatchObject(named('file.missing'));
    await expect(files.stat(join(write('plain', ''), 'x'))).rejects.toMatchObject(named('file.missing'));
  });
});

it('stops reading when told to', async () => {
  const path = write('rows.jsonl', '{"a":1}\n'.repeat(100_000));
  const stop = new AbortController();
  const reading = (async () => {
    for await (const { number } of files.rows(path, 0, stop.signal))
      if (number === 10) stop.abort(new Error('enough'));
  })();
  await expect(reading).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }) as Error);
});

describe('writing', () => {
  it('creates, appends, cuts and removes', async () => {
    const path = join(folder, 'out.jsonl');
    await files.create(path);
    const lengths = [await files.append(path, 'é\n'), await files.append(path, 'two\n')];
    await files.truncate(path, 3);
    expect([lengths, readFileSync(path, 'utf8'), await files.exists(path), await files.stat(path)]).toEqual([
      [3, 7],
      'é\n',
      true,
      { bytes: 3, modifiedAt: expect.stringMatching(/^\d{4}-.*Z$/) as string },
    ]);
    await files.remove(path);
    await files.remove(path);
    expect(await files.exists(path)).toBe(false);
  });

  it('replaces nothing, and names a folder that is not there', async () => {
    const path = write('out.jsonl', 'mine');
    await expect(files.create(path)).rejects.toMatchObject(named('file.exists', path));
    await expect(files.create(join(folder, 'nowhere/out.jsonl'))).rejects.toMatchObject(
      named('file.unwritable', 'nowhere'),
    );
    await expect(files.append(folder, 'x')).rejects.toMatchObject(named('file.unwritable', folder));
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });
});
