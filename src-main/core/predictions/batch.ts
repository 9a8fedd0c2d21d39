import * as z from 'zod';
import { BatchInput, type BatchResult } from '../../contract/predictions.ts';
import type { ErrorRecord } from '../../contract/errors.ts';
import type { Signature } from '../../contract/models.ts';
import type { LedgerEntry } from '../../contract/jobs.ts';
import { errorCatalog } from '../../contract/error-catalog.ts';
import { defaultOutputPath } from '../../contract/output-path.ts';
import { AppError } from '../app-error.ts';
import type { JobContext, JobKind } from '../jobs/kind.ts';
import type { Clock, FileRow, Files, FileStat } from '../ports.ts';
import { rowFromCells } from '../models/row-from-cells.ts';
import { predict, type PredictParts } from './predict.ts';
import { findModel } from './servers.ts';

/** Rows in one request: large enough that the request itself costs little, small enough to show progress. */
const chunkRows = 500;
/** Characters of rows in one request: even in the longest encoding they stay below the limit of a body. */
const chunkLength = 1_500_000;

export interface BatchParts extends PredictParts {
  readonly files: Files;
  readonly clock: Clock;
}

const Checkpoint = z.object({
  rows: z.int(),
  outputBytes: z.int(),
  input: z.object({ bytes: z.int(), modifiedAt: z.string() }),
});
type Checkpoint = z.infer<typeof Checkpoint>;

/** Predicts every row of a file into a JSON Lines file beside it; goes on after the last whole chunk when resumed. */
export function batchKind(parts: BatchParts): JobKind<BatchInput, BatchResult> {
  return {
    kind: 'predict-file',
    input: BatchInput,
    title: ({ inputPath }) => `Predict ${nameOf(inputPath)}`,
    steps: [
      { id: 'check', title: 'Check the files', weight: 1 },
      { id: 'serve', title: 'Start the model server', weight: 4 },
      { id: 'predict', title: 'Predict the rows', weight: 95 },
    ],
    resumable: true,
    concurrency: 1,
    run: async (context, input) => {
      const begun = parts.clock.monotonic();
      const { output, from, stat } = await context.step('check', () => prepare(parts, context, input));
      const { evidence } = await context.step('serve', () => parts.servers.start(input.modelId));
      const rows = await context.step('predict', (progress) =>
        predictRows(parts, context, input, { output, from, stat }, (bytes) =>
          progress(bytes, stat.bytes, 'bytes'),
        ),
      );
      context.keep(output);
      return { outputPath: output.ref, rows, evidence, durationMs: parts.clock.monotonic() - begun };
    },
  };
}

interface Prepared {
  readonly output: LedgerEntry;
  readonly from: Checkpoint;
  readonly stat: FileStat;
}

async function prepare(parts: BatchParts, context: JobContext, input: BatchInput): Promise<Prepared> {
  const { files, library } = parts;
  await findModel(library, input.modelId);
  const stat = await files.stat(input.inputPath);
  const start: Checkpoint = { rows: 0, outputBytes: 0, input: stat };
  const saved = Checkpoint.safeParse(context.checkpoint);
  const checkpoint = saved.success ? saved.data : start;
  if (checkpoint.input.bytes !== stat.bytes || checkpoint.input.modifiedAt !== stat.modifiedAt)
    throw new AppError('file.changed', { details: input.inputPath });
  const path = input.outputPath ?? defaultOutputPath(input.inputPath);
  const output = await outputFile(files, context, path);
  const whole = (await files.stat(output.ref)).bytes >= checkpoint.outputBytes;
  if (!whole)
    context.log('The result was removed or cut since the last attempt: starting again at the first row.');
  const from = whole ? checkpoint : start;
  await files.truncate(output.ref, from.outputBytes);
  return { output, from, stat };
}

/** The file of an earlier attempt, or a new one. A file of that name that is not this job's is left alone. */
async function outputFile(files: Files, context: JobContext, path: string): Promise<LedgerEntry> {
  const made = context
    .resources()
    .find(({ kind, state }) => kind === 'file' && state !== 'removed' && state !== 'kept');
  if (made !== undefined) {
    if (!(await files.exists(made.ref))) await files.create(made.ref);
    return made;
  }
  if (await files.exists(path)) throw new AppError('file.exists', { details: path });
  try {
    return await context.create({ kind: 'file', ref: path, data: {} }, () => files.create(path));
  } catch (error) {
    // Somebody else made it in this moment: the ledger must not take it for something to undo.
    if (error instanceof AppError && error.record.code === 'file.exists')
      context.resources().forEach(context.keep);
    throw error;
  }
}

async function predictRows(
  parts: BatchParts,
  context: JobContext,
  input: BatchInput,
  { output, from, stat }: Prepared,
  progress: (bytes: number) => void,
): Promise<number> {
  const { card } = await findModel(parts.library, input.modelId);
  let rows = from.rows;
  let ignored: string | undefined;
  const source = prepared(parts.files.rows(input.inputPath, from.rows, context.signal), card.signature);
  for await (const chunk of chunks(source)) {
    context.signal.throwIfAborted();
    ignored ??= sayIgnored(chunk[0]?.row, card.signature, context);
    const lines = await predictChunk(parts, context, input.modelId, chunk);
    const outputBytes = await parts.files.append(output.ref, lines);
    rows = chunk.at(-1)?.row.number ?? rows;
    context.saveCheckpoint({ rows, outputBytes, input: { bytes: stat.bytes, modifiedAt: stat.modifiedAt } });
    progress(chunk.at(-1)?.row.bytesRead ?? 0);
  }
  if (rows === 0) throw new AppError('rows.empty', { details: input.inputPath });
  return rows;
}

/** A row of the file with its part of the request's body. */
interface BodyRow {
  readonly row: FileRow;
  readonly text: string;
}

async function* prepared(rows: AsyncIterable<FileRow>, signature: Signature): AsyncGenerator<BodyRow> {
  for await (const row of rows) yield { row, text: JSON.stringify(rowFromCells(signature, row.cells)) };
}

async function predictChunk(
  parts: BatchParts,
  context: JobContext,
  modelId: string,
  chunk: readonly BodyRow[],
): Promise<string> {
  const body = `{"rows":[${chunk.map(({ text }) => text).join(',')}]}`;
  const { problem, predictions = [] } = await predict(
    parts,
    { modelId, route: 'rest', body },
    context.signal,
  );
  if (problem !== undefined) throw inFile(problem, chunk);
  return predictions
    .map((prediction, index) => `${JSON.stringify({ row: chunk[index]?.row.number, ...prediction })}\n`)
    .join('');
}

/** The server counts the rows of its request; a person counts those of the file. What is not a row's fault stays as it is. */
function inFile(problem: ErrorRecord, chunk: readonly BodyRow[]): AppError {
  if (problem.fields === undefined) return new AppError(problem.code, problem);
  const fields = problem.fields.map(({ path, message }) => {
    const [, index, ...column] = path.split('.');
    const number = chunk[Number(index)]?.row.number;
    return { path: number === undefined ? path : ['row', number, ...column].join('.'), message };
  });
  const details = [problem.title, ...fields.map(({ path, message }) => `${path}: ${message}`)].join('\n');
  return new AppError('file.row', {
    details,
    fields,
    fixes: [...problem.fixes, ...errorCatalog['file.row'].fixes],
  });
}

function sayIgnored(first: FileRow | undefined, signature: Signature, context: JobContext): string {
  const known = new Set(signature.inputs.map(({ name }) => name));
  const ignored = Object.keys(first?.cells ?? {}).filter((name) => !known.has(name));
  if (ignored.length > 0) context.log(`Columns that the model does not use: ${ignored.join(', ')}`);
  return ignored.join();
}

async function* chunks(rows: AsyncIterable<BodyRow>): AsyncGenerator<BodyRow[]> {
  let chunk: BodyRow[] = [];
  let length = 0;
  for await (const row of rows) {
    if (chunk.length === chunkRows || (chunk.length > 0 && length + row.text.length > chunkLength)) {
      yield chunk;
      chunk = [];
      length = 0;
    }
    chunk.push(row);
    length += row.text.length;
  }
  if (chunk.length > 0) yield chunk;
}

function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
