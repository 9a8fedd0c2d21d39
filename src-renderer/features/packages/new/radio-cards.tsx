import type { LucideIcon } from 'lucide-react';
import { useId } from 'react';
import styles from './radio-cards.module.css';

export interface RadioCard<Value extends string> {
  readonly value: Value;
  readonly title: string;
  readonly body: string;
  readonly icon: LucideIcon;
}

export interface RadioCardsProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly cards: readonly RadioCard<Value>[];
  readonly onChange: (value: Value) => void;
}

/** One of a few, each with what it means: radio buttons, so arrow keys and readers work as everywhere. */
export function RadioCards<Value extends string>({ label, value, cards, onChange }: RadioCardsProps<Value>) {
  const name = useId();
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.label}>{label}</legend>
      <div className={styles.cards}>
        {cards.map(({ value: own, title, body, icon: Icon }) => (
          <label key={own} className={styles.card}>
            <input
              type="radio"
              name={name}
              checked={own === value}
              aria-describedby={`${name}-${own}`}
              onChange={() => onChange(own)}
            />
            <Icon size={18} aria-hidden className={styles.icon} />
            <span className={styles.text}>
              <span className={styles.title}>{title}</span>
              <span id={`${name}-${own}`} className={styles.body}>
                {body}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
