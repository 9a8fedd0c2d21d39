import { constants, createReadStream } from 'node:fs';
import { access, open, rm, stat, truncate } from 'node:fs/promises';
import { extname } from 'node:path';
import { parse } from 'csv-parse';
import { AppError } from '../../core/app-error.ts';
import type { FileRow, Files } from '../../core/ports.ts';

/** The longest row that is read, in characters: a row is one prediction, not a file. */
const maxRow = 1_000_000;

/** The computer's files. */
export function createFiles(): Files {
  return {
    stat: (path) =>
      guarded(path, 'read', async () => {
        await access(path, constants.R_OK);
        const found = await stat(path);
        if (!found.isFile()) throw new AppError('file.format', { details: `${path} is not a file.` });
        return { bytes: found.size, modifiedAt: found.mtime.toISOString() };
      }),
    exists: async (path) => {
      try {
        await access(path);
        return true;
      } catch {
        return false;
      }
    },
    rows: (path, skip, signal) => rows(path, skip, signal),
    create: (path) => guarded(path, 'write', async () => (await open(path, 'wx')).close()),
    truncate: (path, bytes) => guarded(path, 'write', () => truncate(path, bytes)),
    append: (path, text) =>
      guarded(path, 'write', async () => {
        const file = await open(path, 'a');
        try {
          await file.appendFile(text);
          await file.datasync();
          return (await file.stat()).size;
        } finally {
          await file.close();
        }
      }),
    remove: (path) => guarded(path, 'write', () => rm(path, { force: true })),
  };
}

async function* rows(path: string, skip: number, signal: AbortSignal): AsyncGenerator<FileRow> {
  const read = readers[extname(path).toLowerCase()];
  if (read === undefined) throw new AppError('file.format', { details: path });
  const stream = createReadStream(path, { signal });
  try {
    let number = 0;
    for await (const cells of read(stream)) {
      number += 1;
      if (number > skip) yield { number, cells, bytesRead: stream.bytesRead };
    }
  } catch (error) {
    if (signal.aborted) throw error;
    throw toAppError(error, path, 'read');
  } finally {
    stream.destroy();
  }
}

type Stream = ReturnType<typeof createReadStream>;
type Reader = (stream: Stream) => AsyncIterable<Readonly<Record<string, unknown>>>;

const readers: Readonly<Record<string, Reader>> = {
  '.csv': csvRows,
  '.jsonl': jsonRows,
  '.ndjson': jsonRows,
};

async function* csvRows(stream: Stream): AsyncGenerator<Record<string, unknown>> {
  const parser = stream.pipe(
    parse({ columns: uniqueNames, bom: true, skip_empty_lines: true, trim: true, max_record_size: maxRow }),
  );
  stream.on('error', (error) => parser.destroy(error));
  for await (const cells of parser) yield cells as Record<string, unknown>;
}

function uniqueNames(names: readonly string[]): string[] {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new AppError('file.format', { details: `The header names the column ${twice} twice.` });
  return [...names];
}

async function* jsonRows(stream: Stream): AsyncGenerator<Record<string, unknown>> {
  let number = 0;
  for await (const line of lines(stream)) {
    number += 1;
    const text = number === 1 ? line.replace(/^\uFEFF/, '') : line;
    if (text.trim() !== '') yield parseLine(text, number);
  }
}

/** The lines of a file, none longer than `maxRow`: a file without line breaks is not gathered whole. */
async function* lines(stream: Stream): AsyncGenerator<string> {
  stream.setEncoding('utf8');
  let rest = '';
  let number = 1;
  for await (const chunk of stream) {
    const parts = (rest + String(chunk)).split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
    number += parts.length;
    if (rest.length > maxRow)
      throw new AppError('file.row', { details: `Line ${number} has more than ${maxRow} characters.` });
  }
  if (rest !== '') yield rest;
}

function parseLine(text: string, line: number): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch (error) {
    throw new AppError('file.row', {
      details: `Line ${line}: ${error instanceof Error ? error.message : String(error)}`,
    });
  }
  throw new AppError('file.row', { details: `Line ${line} is not a JSON object.` });
}

async function guarded<T>(path: string, way: 'read' | 'write', act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw toAppError(error, path, way);
  }
}

function toAppError(error: unknown, path: string, way: 'read' | 'write'): AppError {
  if (error instanceof AppError) return error;
  const { code, message } = error as { code?: string; message?: string };
  const details = `${path}\n${message ?? String(error)}`;
  if (code?.startsWith('CSV_') === true) return new AppError('file.row', { details }, { cause: error });
  if (code === 'EEXIST') return new AppError('file.exists', { details }, { cause: error });
  if (way === 'write') return new AppError('file.unwritable', { details }, { cause: error });
  return new AppError(
    code === 'ENOENT' || code === 'ENOTDIR' ? 'file.missing' : 'file.unreadable',
    { details },
    { cause: error },
  );
}
