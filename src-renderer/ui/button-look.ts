import { classNames } from './class-names.ts';
import styles from './button.module.css';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'small' | 'medium';

/** The classes of a button, also for a link that leads on like one. */
export function buttonLook(variant: ButtonVariant, size: ButtonSize = 'medium'): string {
  return classNames(styles.button, styles[variant], styles[size]);
}
