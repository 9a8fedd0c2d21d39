import type { CSSProperties } from 'react';
import type { Grid } from './grid.ts';
import styles from './drawing.module.css';

export interface DrawingProps {
  readonly grid: Grid;
  /** The value of full ink. */
  readonly max: number;
  /** Height in pixels; the cells are squares. */
  readonly size: number;
}

/** A small picture of a grid of ink. Whoever shows it says in words what it is. */
export function Drawing({ grid, max, size }: DrawingProps) {
  const columns = grid[0]?.length ?? 0;
  return (
    <svg
      aria-hidden
      className={styles.drawing}
      viewBox={`0 0 ${columns} ${grid.length}`}
      height={size}
      width={(size * columns) / Math.max(1, grid.length)}
      shapeRendering="crispEdges"
    >
      {grid.flatMap((row, y) =>
        row.map((ink, x) =>
          ink > 0 ? (
            <rect
              key={`${x}-${y}`}
              x={x}
              y={y}
              width={1}
              height={1}
              className={styles.ink}
              style={{ '--ink-share': ink / max } as CSSProperties}
            />
          ) : null,
        ),
      )}
    </svg>
  );
}
