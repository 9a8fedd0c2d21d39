import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './page.module.css';

export interface PageProps {
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** `reading` for prose and settings, `wide` for most screens, `full` for tables and benches. */
  readonly width?: 'reading' | 'wide' | 'full';
}

/** One screen: its only h1, which takes the focus after a change of route, and its content. */
export function Page({ title, subtitle, actions, children, width = 'wide' }: PageProps) {
  return (
    <div className={classNames(styles.page, styles[width])}>
      <header className={styles.header}>
        <div className={styles.titles}>
          <h1 tabIndex={-1} className={styles.title}>
            {title}
          </h1>
          {subtitle !== undefined && <div className={styles.subtitle}>{subtitle}</div>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
