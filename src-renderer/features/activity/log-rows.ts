import type { LogLine } from './trail.ts';

/** One row on screen: a line, or a piece of a line that is longer than the row. */
export interface LogRow {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** Cuts lines into rows of at most `columns` characters. Rows are all of one height, so that any of them is found by reckoning. */
export function rowsOf(lines: readonly LogLine[], columns: number): readonly LogRow[] {
  const width = Math.max(1, columns);
  const rows: LogRow[] = [];
  lines.forEach(({ text }, line) => {
    for (let from = 0; from === 0 || from < text.length; from += width)
      rows.push({ line, from, to: Math.min(text.length, from + width) });
  });
  return rows;
}

/** The first row of a line; rows are in the order of their lines. */
export function rowOfLine(rows: readonly LogRow[], line: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.line ?? Infinity) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

export interface Viewport {
  readonly top: number;
  readonly height: number;
}

/** Rows beyond the edge that are kept in the page, so that scrolling does not show gaps. */
const beyond = 20;

/** The rows to put into the page: `[first, last)`. Lengths in CSS pixels. */
export function rowsInView(
  { top, height }: Viewport,
  count: number,
  rowHeight: number,
): { readonly first: number; readonly last: number } {
  const first = Math.max(0, Math.floor(top / rowHeight) - beyond);
  const last = Math.min(count, Math.ceil((top + height) / rowHeight) + beyond);
  return { first: Math.min(first, last), last };
}
