import type { Column } from '@contract/models.ts';
import { Trash2 } from 'lucide-react';
import { useRef, useState, type CSSProperties, type KeyboardEvent, type PointerEvent } from 'react';
import { Button } from '../../../ui/button.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { fieldId } from './field-id.ts';
import {
  blankGrid,
  drawStroke,
  eraseStroke,
  inkAt,
  inkForKey,
  movePlace,
  setInk,
  type Grid,
  type Place,
  type Point,
} from './grid.ts';
import { SegmentedChoice } from './segmented-choice.tsx';
import styles from './drawing-pad.module.css';

export interface DrawingPadProps {
  readonly column: Column;
  /** The drawing as it is now; read anew at each stroke, for strokes come faster than the screen is drawn. */
  readonly read: () => Grid | undefined;
  readonly problem: string | undefined;
  readonly onChange: (grid: Grid) => void;
}

type Tool = 'pen' | 'eraser';

/** A grid of ink for pen, mouse, touch and keyboard. */
export function DrawingPad({ column, read, problem, onChange }: DrawingPadProps) {
  const { title, max = 1, shape: [rows = 8, columns = 8] = [] } = column;
  const [tool, setTool] = useState<Tool>('pen');
  const [place, setPlace] = useState<Place>({ row: 0, column: 0 });
  const last = useRef<Point>(undefined);
  const board = useRef<HTMLDivElement>(null);
  const grid = read() ?? blankGrid(rows, columns);
  const id = fieldId(column.name);

  const pointOf = (event: PointerEvent): Point => {
    const box = board.current?.getBoundingClientRect() ?? { left: 0, top: 0, width: 1, height: 1 };
    return {
      x: ((event.clientX - box.left) / box.width) * columns,
      y: ((event.clientY - box.top) / box.height) * rows,
    };
  };

  const strokeTo = (point: Point, erasing: boolean) => {
    const now = read() ?? blankGrid(rows, columns);
    const from = last.current ?? point;
    last.current = point;
    onChange(erasing ? eraseStroke(now, from, point) : drawStroke(now, from, point, max));
  };

  const press = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    strokeTo(pointOf(event), tool === 'eraser');
  };

  const type = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = movePlace(place, event.key, rows, columns);
    const ink = inkForKey(event.key, inkAt(grid, place), max);
    if (target === undefined && ink === undefined) return;
    event.preventDefault();
    if (ink !== undefined) onChange(setInk(read() ?? blankGrid(rows, columns), place, ink));
    if (target === undefined) return;
    setPlace(target);
    document.getElementById(cellId(id, target))?.focus();
  };

  return (
    <div className={styles.pad}>
      <div
        ref={board}
        role="grid"
        aria-label={`${title}, ${rows} by ${columns} cells`}
        aria-describedby={`${id}-how${problem === undefined ? '' : ` ${id}-problem`}`}
        aria-invalid={problem !== undefined || undefined}
        className={classNames(
          styles.board,
          problem !== undefined && styles.wrong,
          tool === 'eraser' && styles.erasing,
        )}
        style={{ '--rows': rows, '--columns': columns } as CSSProperties}
        onPointerDown={press}
        onPointerMove={(event) => {
          if (last.current !== undefined) strokeTo(pointOf(event), tool === 'eraser');
        }}
        onPointerUp={() => (last.current = undefined)}
        onPointerCancel={() => (last.current = undefined)}
        onKeyDown={type}
      >
        {grid.map((row, y) => (
          <div key={y} role="row" className={styles.row}>
            {row.map((ink, x) => {
              const current = place.row === y && place.column === x;
              return (
                <div
                  key={x}
                  id={cellId(id, { row: y, column: x })}
                  role="gridcell"
                  tabIndex={current ? 0 : -1}
                  aria-label={`Row ${y + 1}, column ${x + 1}, ink ${ink} of ${max}`}
                  className={styles.cell}
                  style={{ '--ink-share': ink / max } as CSSProperties}
                  onFocus={() => setPlace({ row: y, column: x })}
                />
              );
            })}
          </div>
        ))}
      </div>
      <div className={styles.side}>
        <SegmentedChoice
          label="Tool"
          labelHidden
          value={tool}
          options={[
            { value: 'pen', label: 'Pen' },
            { value: 'eraser', label: 'Eraser' },
          ]}
          onChange={setTool}
        />
        <Button
          variant="secondary"
          size="small"
          icon={Trash2}
          onClick={() => onChange(blankGrid(rows, columns))}
        >
          Clear
        </Button>
        <p id={`${id}-how`} className={styles.how}>
          Draw with the mouse, a pen or a finger. By keyboard: arrow keys move, Space inks or clears a cell, 0
          to 9 set its ink.
        </p>
        {problem !== undefined && (
          <p id={`${id}-problem`} className={styles.problem}>
            {problem}
          </p>
        )}
      </div>
    </div>
  );
}

/** The first cell carries the field's own id, where problems lead to. */
function cellId(id: string, { row, column }: Place): string {
  return row === 0 && column === 0 ? id : `${id}-${row}-${column}`;
}
