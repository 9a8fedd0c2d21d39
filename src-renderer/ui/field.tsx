import { useId, type ReactNode } from 'react';
import { CircleAlert } from 'lucide-react';
import styles from './field.module.css';

/** What the control of a field puts on itself. */
export interface FieldIds {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
}

export interface FieldProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
  readonly unit?: string;
  readonly children: (ids: FieldIds) => ReactNode;
}

/** A labelled control with its unit, its hint and what is wrong with it. */
export function Field({ label, hint, error, unit, children }: FieldProps) {
  const id = useId();
  const wrong = error !== undefined && error !== null && error !== '';
  const hinted = hint !== undefined && hint !== '';
  const describedBy = [...(wrong ? [`${id}-error`] : []), ...(hinted ? [`${id}-hint`] : [])].join(' ');
  return (
    <div className={styles.field}>
      <div className={styles.head}>
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
        {unit !== undefined && <span className={styles.unit}>{unit}</span>}
      </div>
      {children({ id, describedBy: describedBy === '' ? undefined : describedBy, invalid: wrong })}
      {wrong && (
        <p id={`${id}-error`} className={styles.error}>
          <CircleAlert size={14} aria-hidden />
          <span>{error}</span>
        </p>
      )}
      {hinted && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}
