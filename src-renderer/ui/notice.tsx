import { Info, TriangleAlert, X, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';
import styles from './notice.module.css';

export interface NoticeProps {
  readonly tone: 'warn' | 'info';
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly onDismiss?: () => void;
  readonly icon?: LucideIcon;
}

/** A strip above the screen about something that concerns all of them. */
export function Notice({ tone, title, children, actions, onDismiss, icon }: NoticeProps) {
  const Icon = icon ?? (tone === 'warn' ? TriangleAlert : Info);
  return (
    <div role="status" className={classNames(styles.notice, styles[tone])}>
      <Icon size={18} aria-hidden className={styles.icon} />
      <div className={styles.text}>
        <p className={styles.title}>{title}</p>
        {children}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      {onDismiss !== undefined && <IconButton label="Dismiss" icon={X} onClick={onDismiss} />}
    </div>
  );
}
