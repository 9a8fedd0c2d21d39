import { useEffectEvent, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { classNames } from '../../ui/class-names.ts';
import { formatTime } from '../../ui/format.ts';
import type { LogLines } from './journal-store.ts';
import { rowOfLine, rowsInView, rowsOf, type LogRow, type Viewport } from './log-rows.ts';
import { cutAtMatches } from './log-search.ts';
import type { LogLine } from './trail.ts';
import { useTextGrid } from './use-text-grid.ts';
import styles from './log-view.module.css';

export interface LogViewProps {
  readonly lines: LogLines;
  readonly query: string;
  /** Line to bring into view. */
  readonly current: number | undefined;
  readonly follow: boolean;
  /** The person scrolled up. */
  readonly onLeaveEnd: () => void;
}

/** Height of a row in CSS pixels, as the style sheet has it. */
const rowHeight = 20;

/** Only the rows in sight are in the page, so that ten thousand scroll like ten. */
export function LogView({ lines, query, current, follow, onLeaveEnd }: LogViewProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { columns, height } = useTextGrid(scroller);
  const [top, setTop] = useState(0);
  const rows = useMemo(() => rowsOf(lines.all.slice(0, lines.count), columns), [lines, columns]);
  const { first, last } = rowsInView({ top, height }, rows.length, rowHeight);
  useScroll(scroller, rows, { follow, current, height });
  return (
    <div
      ref={scroller}
      role="log"
      aria-live="off"
      aria-label="Log of the job"
      tabIndex={0}
      translate="no"
      className={styles.log}
      onScroll={({ currentTarget: { scrollTop } }) => {
        if (follow && scrollTop < top - 2) onLeaveEnd();
        setTop(scrollTop);
      }}
    >
      <div className={styles.space} style={{ height: rows.length * rowHeight }}>
        <div style={{ transform: `translateY(${first * rowHeight}px)` }}>
          {rows.slice(first, last).map((row, index) => (
            <Row
              key={first + index}
              row={row}
              line={lines.all[row.line]}
              query={query}
              current={row.line === current}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

interface ScrollGoal {
  readonly follow: boolean;
  readonly current: number | undefined;
  readonly height: Viewport['height'];
}

function useScroll(
  scroller: RefObject<HTMLElement | null>,
  rows: readonly LogRow[],
  { follow, current, height }: ScrollGoal,
) {
  useLayoutEffect(() => {
    if (follow) scroller.current?.scrollTo({ top: rows.length * rowHeight });
  }, [scroller, rows, follow]);
  // Only a new match moves the view: new rows must not take it away from where the person reads.
  const show = useEffectEvent((line: number) => {
    scroller.current?.scrollTo({ top: rowOfLine(rows, line) * rowHeight - height / 2 });
  });
  useLayoutEffect(() => {
    if (current !== undefined) show(current);
  }, [current]);
}

interface RowProps {
  readonly row: LogRow;
  readonly line: LogLine | undefined;
  readonly query: string;
  readonly current: boolean;
}

function Row({ row: { from, to }, line, query, current }: RowProps) {
  if (line === undefined) return null;
  const parts = cutAtMatches(line.text.slice(from, to), query);
  return (
    <div className={classNames(styles.row, styles[line.kind], current && styles.current)}>
      <span className={styles.stream}>{from === 0 && line.kind === 'err' && 'err'}</span>
      <span className={styles.time}>{from === 0 && formatTime(line.at)}</span>
      <span className={styles.text}>
        {parts.map((part, index) => (index % 2 === 1 ? <mark key={index}>{part}</mark> : part))}
      </span>
    </div>
  );
}
