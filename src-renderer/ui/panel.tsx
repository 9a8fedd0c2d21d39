import { useId, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './panel.module.css';

export interface PanelProps {
  readonly title?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly tone?: 'neutral' | 'ok' | 'warn' | 'bad' | 'info';
  /** Content touches the border: tables, lists and logs bring their own spacing. */
  readonly flush?: boolean;
}

/** A bordered group with an optional h2. */
export function Panel({ title, actions, children, tone = 'neutral', flush = false }: PanelProps) {
  const id = useId();
  return (
    <section
      className={classNames(styles.panel, styles[tone])}
      aria-labelledby={title === undefined ? undefined : id}
    >
      {(title !== undefined || actions !== undefined) && (
        <header className={styles.header}>
          {title !== undefined && (
            <h2 id={id} className={styles.title}>
              {title}
            </h2>
          )}
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        </header>
      )}
      <div className={flush ? styles.flush : styles.body}>{children}</div>
    </section>
  );
}
