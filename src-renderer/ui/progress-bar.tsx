import { classNames } from './class-names.ts';
import { formatPercent } from './format.ts';
import styles from './progress-bar.module.css';

export interface ProgressBarProps {
  /** 0 to 1. */
  readonly value: number;
  readonly label: string;
  readonly tone?: 'accent' | 'neutral' | 'ok' | 'warn' | 'bad';
  /** Said instead of the percentage, such as `3 of 9, about 40 s left`. */
  readonly text?: string;
}

export function ProgressBar({ value, label, tone = 'accent', text }: ProgressBarProps) {
  const share = Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      aria-valuetext={text ?? formatPercent(share)}
      className={classNames(styles.bar, styles[tone])}
    >
      <span className={styles.fill} style={{ transform: `scaleX(${share})` }} />
    </div>
  );
}
