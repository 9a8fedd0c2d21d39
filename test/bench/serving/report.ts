import type { Verdict } from './aims.ts';
import { contenders } from './contenders.ts';
import type { Figures } from './figures.ts';
import type { Load } from './load.ts';
import { models } from './models.ts';

/** A contender that could not be measured. */
export interface Absence {
  readonly contender: string;
  readonly model: string;
  readonly reason: string;
}

/** All figures as text: one table per model, then what is missing, then the aims. */
export function writeReport(
  figures: readonly Figures[],
  absences: readonly Absence[],
  verdicts: readonly Verdict[],
  loads: readonly Load[],
): string {
  const tables = models.map((model) => {
    const rows = figures.filter((one) => one.model === model);
    return rows.length === 0 ? [] : ['', `Model: ${model}`, ...table([headings(loads), ...rows.map(cells)])];
  });
  const missing = absences.map(
    ({ contender, model, reason }) =>
      `Not measured: ${contender}, ${model}: ${reason.replaceAll('\n', ' | ')}`,
  );
  const busiest = Math.max(0, ...figures.flatMap((one) => one.loads.map((load) => load.generatorBusy)));
  return [
    'requests/s, and p50/p99 in milliseconds, per connections x rows; CPU: server microseconds per request at 16x1',
    ...tables.flat(),
    '',
    ...missing,
    `The load generator used at most ${(busiest * 100).toFixed(0)} % of its core.`,
    '',
    'Aims: Slipway with the fast path over the other, 16 connections x 1 row',
    ...table([['', 'model', 'compared with', 'aim', 'measured', ''], ...verdicts.map(verdictCells)]),
    '',
  ].join('\n');
}

function headings(loads: readonly Load[]): readonly string[] {
  return [
    '',
    ...loads.map(({ connections, rows }) => `${connections}x${rows}`),
    'CPU',
    'memory MB',
    'ready s',
    'errors',
  ];
}

function cells(figures: Figures): readonly string[] {
  const title = contenders.find(({ id }) => id === figures.contender)?.title ?? figures.contender;
  const cpu = figures.loads.find(({ connections, rows }) => connections === 16 && rows === 1)?.cpuUs;
  return [
    title,
    ...figures.loads.map((load) => `${round(load.perSecond)} (${short(load.p50Ms)}/${short(load.p99Ms)})`),
    cpu === undefined ? '' : short(cpu),
    round(figures.memoryMb),
    (figures.readyMs / 1000).toFixed(2),
    String(figures.loads.reduce((sum, load) => sum + load.errors, 0)),
  ];
}

function verdictCells({ met, model, title, aim, ratio, note }: Verdict): readonly string[] {
  const outcome = met === undefined ? 'not measured' : met ? 'met' : 'MISSED';
  return [outcome, model, title, aim, Number.isFinite(ratio) ? short(ratio) : '', note];
}

const round = (value: number) => Math.round(value).toLocaleString('en');
const short = (value: number) =>
  Number.isNaN(value) ? 'none' : value >= 100 ? value.toFixed(0) : value.toPrecision(2);

/** Columns padded to one width; the first one to the right side. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const count = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
