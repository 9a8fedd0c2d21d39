import type { ReactNode } from 'react';
import { classNames } from '../../ui/class-names.ts';
import styles from './facts.module.css';

export interface Fact {
  readonly title: string;
  readonly value: ReactNode;
  /** Takes the whole line. */
  readonly wide?: boolean;
}

export interface FactsProps {
  readonly facts: readonly Fact[];
  /** For short values in a narrow place. */
  readonly narrow?: boolean;
}

/** Names and values, as many beside each other as fit. */
export function Facts({ facts, narrow = false }: FactsProps) {
  return (
    <dl className={classNames(styles.facts, narrow && styles.narrow)}>
      {facts.map(({ title, value, wide = false }) => (
        <div key={title} className={classNames(styles.fact, wide && styles.wide)}>
          <dt>{title}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
