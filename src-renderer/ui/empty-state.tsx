import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

export interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: string;
  /** What will be here and what it is good for. */
  readonly body: ReactNode;
  /** The one act that fills the screen. */
  readonly action?: ReactNode;
}

/** A screen or panel with nothing in it yet. */
export function EmptyState({ icon: Icon, title, body, action }: EmptyStateProps) {
  return (
    <div className={styles.state}>
      <span className={styles.icon}>
        <Icon size={24} aria-hidden />
      </span>
      <p className={styles.title}>{title}</p>
      <div className={styles.body}>{body}</div>
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  );
}
