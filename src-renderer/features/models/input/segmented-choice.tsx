import { useId } from 'react';
import styles from './segmented-choice.module.css';

export interface SegmentedChoiceProps<Value extends string> {
  readonly label: string;
  /** Leaves the label to readers only, for a place that shows it already. */
  readonly labelHidden?: boolean;
  readonly value: Value | undefined;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  /** The id of the first radio button, so that a label or a problem elsewhere can lead to it. */
  readonly firstId?: string;
  readonly describedBy?: string | undefined;
  readonly invalid?: boolean;
}

/** One of a few, all in sight: radio buttons, so arrow keys and readers work as everywhere. */
export function SegmentedChoice<Value extends string>({
  label,
  labelHidden = false,
  value,
  options,
  onChange,
  firstId,
  describedBy,
  invalid = false,
}: SegmentedChoiceProps<Value>) {
  const name = useId();
  return (
    <fieldset className={styles.choice} aria-describedby={describedBy} aria-invalid={invalid || undefined}>
      <legend className={labelHidden ? 'visually-hidden' : styles.label}>{label}</legend>
      <div className={styles.options}>
        {options.map((option, index) => (
          <label key={option.value} className={styles.option}>
            <input
              type="radio"
              name={name}
              id={index === 0 ? firstId : undefined}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
