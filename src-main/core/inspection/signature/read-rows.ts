import type { InspectInput } from '../../../contract/inspection.ts';
import { AppError } from '../../app-error.ts';
import type { InspectParts } from '../ports.ts';
import { columnFacts, note, type ColumnFacts } from './column-facts.ts';
import { sampleRows } from './mlflow-sample.ts';

/** Columns that an error lists. */
const mostNamed = 20;

/** Rows that types are inferred from. */
const most = 5000;
const mostColumns = 10_000;

export interface RowFacts {
  readonly columns: readonly ColumnFacts[];
  /** The column that is predicted, where one was named. */
  readonly target: ColumnFacts | undefined;
  readonly first: readonly Readonly<Record<string, unknown>>[];
}

/** Reads the first rows of the file with sample rows. Throws `file.*`, `rows.empty`, `rows.column-missing`. */
export async function readRows(
  { files, clock }: InspectParts,
  { rowsPath = '', target }: InspectInput,
  signal: AbortSignal,
): Promise<RowFacts> {
  const facts = new Map<string, ColumnFacts>();
  const first: Readonly<Record<string, unknown>>[] = [];
  for await (const { number, cells } of files.rows(rowsPath, 0, signal)) {
    if (number > most) break;
    if (number % 500 === 0) await clock.sleep(0, signal);
    if (first.length < sampleRows) first.push(cells);
    for (const [name, cell] of Object.entries(cells)) {
      if (facts.size >= mostColumns && !facts.has(name))
        throw new AppError('file.format', { details: `${rowsPath} has more than ${mostColumns} columns.` });
      const column = facts.get(name) ?? columnFacts(name);
      facts.set(name, column);
      note(column, cell);
    }
  }
  if (first.length === 0) throw new AppError('rows.empty', { details: rowsPath });
  if (target !== undefined && !facts.has(target))
    throw new AppError('rows.column-missing', {
      title: 'The target column is not in the file.',
      cause: `${rowsPath} has no column ${target}.`,
      fixes: ['Name the column that the model predicts, as the header writes it, or leave it out.'],
      details: `Its columns: ${[...facts.keys()].slice(0, mostNamed).join(', ')}`,
    });
  const columns = [...facts.values()].filter(({ name }) => name !== target);
  return { columns, target: target === undefined ? undefined : facts.get(target), first };
}
