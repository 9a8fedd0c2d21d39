import type { Column } from '../../contract/models.ts';

/** How many values one cell of the column has: 1, or all the numbers of a tensor. */
export function widthOf({ shape = [] }: Column): number {
  return sizeOf(shape);
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** Values row by row as lists in lists of the shape; a single value for no shape. */
export function nest(values: readonly unknown[], shape: readonly number[]): unknown {
  const [length, ...rest] = shape;
  if (length === undefined) return values[0];
  const width = values.length / length;
  return Array.from({ length }, (_, index) => nest(values.slice(index * width, (index + 1) * width), rest));
}
