import type { FieldIds } from './field.tsx';
import styles from './switch.module.css';

export interface SwitchProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly ids?: FieldIds;
  readonly 'aria-label'?: string;
}

/** On or off, at once. */
export function Switch({ checked, onChange, ids, ...rest }: SwitchProps) {
  return (
    <input
      {...rest}
      {...(ids && { id: ids.id, 'aria-describedby': ids.describedBy })}
      type="checkbox"
      role="switch"
      className={styles.switch}
      checked={checked}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
}
