/** A drawing: rows of ink, each value between the `min` and `max` of its column. */
export type Grid = number[][];

export interface Place {
  readonly row: number;
  readonly column: number;
}

/** A place between the cells: 0.5 is the middle of the first cell. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Half the width of a pen stroke, in cells. */
const penRadius = 0.55;
/** How far beyond the stroke its ink fades to nothing, in cells. */
const penFade = 0.55;

export function blankGrid(rows: number, columns: number): Grid {
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => 0));
}

/** True for a rectangle of finite numbers, of `shape` (rows, columns) when that is given. */
export function isGrid(value: unknown, shape?: readonly number[]): value is Grid {
  if (!Array.isArray(value) || value.length === 0) return false;
  const [rows = value.length, columns = Array.isArray(value[0]) ? value[0].length : 0] = shape ?? [];
  return (
    value.length === rows &&
    value.every(
      (row: unknown) =>
        Array.isArray(row) && row.length === columns && row.every((ink) => Number.isFinite(ink)),
    )
  );
}

export function sameGrid(a: Grid, b: Grid): boolean {
  return (
    a.length === b.length &&
    a.every((row, index) => row.length === b[index]?.length && row.every((ink, at) => ink === b[index]?.[at]))
  );
}

export function inkAt(grid: Grid, { row, column }: Place): number {
  return grid[row]?.[column] ?? 0;
}

export function setInk(grid: Grid, place: Place, ink: number): Grid {
  return grid.map((row, index) =>
    index === place.row ? row.map((old, at) => (at === place.column ? ink : old)) : row,
  );
}

/** Draws a straight stroke with a soft pen. Ink is only ever added, so that crossing strokes do not rub out. */
export function drawStroke(grid: Grid, from: Point, to: Point, max: number): Grid {
  return grid.map((row, index) =>
    row.map((old, at) =>
      Math.max(old, Math.round(max * cover(distance({ x: at + 0.5, y: index + 0.5 }, from, to)))),
    ),
  );
}

/** Rubs out the cells that a stroke passes through. */
export function eraseStroke(grid: Grid, from: Point, to: Point): Grid {
  return grid.map((row, index) =>
    row.map((old, at) => (distance({ x: at + 0.5, y: index + 0.5 }, from, to) <= penRadius ? 0 : old)),
  );
}

/** Where an arrow, Home or End key leads from a cell; undefined for any other key. */
export function movePlace(
  { row, column }: Place,
  key: string,
  rows: number,
  columns: number,
): Place | undefined {
  const clamp = (value: number, count: number) => Math.min(count - 1, Math.max(0, value));
  switch (key) {
    case 'ArrowUp':
      return { row: clamp(row - 1, rows), column };
    case 'ArrowDown':
      return { row: clamp(row + 1, rows), column };
    case 'ArrowLeft':
      return { row, column: clamp(column - 1, columns) };
    case 'ArrowRight':
      return { row, column: clamp(column + 1, columns) };
    case 'Home':
      return { row, column: 0 };
    case 'End':
      return { row, column: columns - 1 };
    default:
      return undefined;
  }
}

/**
 * The ink that a key gives a cell: Space switches between none and all, 0 to 9 are ninths of all, Delete and Backspace
 * are none; undefined for any other key.
 */
export function inkForKey(key: string, old: number, max: number): number | undefined {
  if (key === ' ') return old > 0 ? 0 : max;
  if (key === 'Delete' || key === 'Backspace') return 0;
  return /^[0-9]$/.test(key) ? Math.round((Number(key) / 9) * max) : undefined;
}

/** Share of the ink, 0 to 1, that a pen leaves at a distance from its stroke. */
function cover(away: number): number {
  return Math.min(1, Math.max(0, 1 - (away - penRadius) / penFade));
}

/** From a point to the nearest point of a segment, in cells. */
function distance(point: Point, from: Point, to: Point): number {
  const length = (to.x - from.x) ** 2 + (to.y - from.y) ** 2;
  const along =
    length === 0 ? 0 : ((point.x - from.x) * (to.x - from.x) + (point.y - from.y) * (to.y - from.y)) / length;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(
    point.x - (from.x + share * (to.x - from.x)),
    point.y - (from.y + share * (to.y - from.y)),
  );
}
