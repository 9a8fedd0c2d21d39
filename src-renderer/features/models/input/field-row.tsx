import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './field-row.module.css';

export interface FieldRowProps {
  /** The control's id; the label points to it. */
  readonly id: string;
  readonly title: string;
  /** Range and unit. */
  readonly note?: string | undefined;
  /** What the note is about, for readers and where there is room. */
  readonly noteMeaning?: string | undefined;
  readonly outside?: boolean;
  readonly problem: string | undefined;
  /** A group of controls names itself. */
  readonly isGroup?: boolean;
  readonly children: (ids: {
    readonly describedBy: string | undefined;
    readonly invalid: boolean;
  }) => ReactNode;
}

/** One line of the form: what it is, its control, and below it what is to be said about the value. */
export function FieldRow({
  id,
  title,
  note,
  noteMeaning,
  outside = false,
  problem,
  isGroup = false,
  children,
}: FieldRowProps) {
  const ids = [
    ...(problem === undefined ? [] : [`${id}-problem`]),
    ...(outside ? [`${id}-outside`] : []),
    ...(note === undefined ? [] : [`${id}-note`]),
  ];
  const describedBy = ids.length === 0 ? undefined : ids.join(' ');
  return (
    <div className={styles.row}>
      <div className={styles.head}>
        {isGroup ? (
          <span className={styles.title} aria-hidden>
            {title}
          </span>
        ) : (
          <label htmlFor={id} className={styles.title}>
            {title}
          </label>
        )}
        {note !== undefined && (
          <span id={`${id}-note`} className={styles.note}>
            {note}
            {noteMeaning !== undefined && <span className="visually-hidden"> {noteMeaning}</span>}
          </span>
        )}
      </div>
      <div className={styles.control}>{children({ describedBy, invalid: problem !== undefined })}</div>
      {outside && (
        <p id={`${id}-outside`} className={styles.outside}>
          <TriangleAlert size={14} aria-hidden />
          outside the training range
        </p>
      )}
      {problem !== undefined && (
        <p id={`${id}-problem`} className={styles.problem}>
          <CircleAlert size={14} aria-hidden />
          {problem}
        </p>
      )}
    </div>
  );
}
