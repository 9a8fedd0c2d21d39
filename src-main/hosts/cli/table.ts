import { columnsOf } from './plain-text.ts';

/** A column by its heading; `right` aligns numbers with their unit to the right. */
export type Column = string | { readonly right: string };

/** Columns aligned by spaces, two between them; empty without rows but for the headings. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const header = columns.map((column) => (typeof column === 'string' ? column : column.right));
  const lines = [header, ...rows];
  const widths = header.map((_, index) => Math.max(...lines.map((line) => columnsOf(line[index] ?? ''))));
  const aligned = (line: readonly string[]) =>
    columns.map((column, index) => {
      const cell = line[index] ?? '';
      const gap = ' '.repeat((widths[index] ?? 0) - columnsOf(cell));
      return typeof column === 'string' ? cell + gap : gap + cell;
    });
  return lines.map((line) => `${aligned(line).join('  ').trimEnd()}\n`).join('');
}
