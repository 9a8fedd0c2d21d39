import { ChevronsUpDown } from 'lucide-react';
import { useId } from 'react';
import { classNames } from './class-names.ts';
import type { FieldIds } from './field.tsx';
import control from './control.module.css';
import styles from './select.module.css';

export interface SelectProps<Value extends string> {
  /** Shown above; leave it out inside a field, which has one. */
  readonly label?: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  readonly ids?: FieldIds;
  readonly 'aria-label'?: string;
}

/** One of a few. The platform's own list: it works with every keyboard, reader and zoom. */
export function Select<Value extends string>({
  label,
  value,
  options,
  onChange,
  ids,
  ...rest
}: SelectProps<Value>) {
  const own = useId();
  return (
    <div className={styles.select}>
      {label !== undefined && (
        <label htmlFor={ids?.id ?? own} className={styles.label}>
          {label}
        </label>
      )}
      <div className={styles.box}>
        <select
          {...rest}
          id={ids?.id ?? own}
          aria-describedby={ids?.describedBy}
          aria-invalid={ids?.invalid === true ? true : undefined}
          className={classNames(control.control, styles.control)}
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen !== undefined) onChange(chosen.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronsUpDown size={14} aria-hidden className={styles.chevron} />
      </div>
    </div>
  );
}
