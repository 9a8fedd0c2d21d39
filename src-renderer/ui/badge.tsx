import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './badge.module.css';

export type Tone = 'neutral' | 'ok' | 'warn' | 'bad' | 'info';

export interface BadgeProps {
  readonly tone: Tone;
  /** The shape that says the same as the colour. */
  readonly icon?: LucideIcon;
  readonly children: ReactNode;
}

/** A word that states something: always text, with a shape where the tone means something. */
export function Badge({ tone, icon: Icon, children }: BadgeProps) {
  return (
    <span className={classNames(styles.badge, styles[tone])}>
      {Icon && <Icon size={14} aria-hidden />}
      {children}
    </span>
  );
}
