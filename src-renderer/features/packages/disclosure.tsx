import { useState, type ReactNode } from 'react';
import styles from './disclosure.module.css';

export interface DisclosureProps {
  readonly summary: ReactNode;
  /** Beside the summary: what is inside, in short. */
  readonly note?: ReactNode;
  /** At first; from then on the person opens and closes it. */
  readonly open?: boolean;
  readonly children: ReactNode;
}

/** What most people need not see. */
export function Disclosure({ summary, note, open = false, children }: DisclosureProps) {
  const [first] = useState(open);
  return (
    <details className={styles.details} open={first}>
      <summary className={styles.summary}>
        <span className={styles.title}>{summary}</span>
        {note !== undefined && <span className={styles.note}>{note}</span>}
      </summary>
      <div className={styles.body}>{children}</div>
    </details>
  );
}
