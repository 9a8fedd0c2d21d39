import type { CSSProperties } from 'react';
import { formatProbability } from './probability.ts';
import styles from './label-result.module.css';
import type { LabelView } from './result-view.ts';

/** The label, and the probability of each as bars, the most probable first. */
export function LabelResult({ view: { value, title, score, bars } }: { readonly view: LabelView }) {
  return (
    <div className={styles.result}>
      <p className={styles.answer}>
        <strong className={styles.label}>{title}</strong>
        <span className={styles.score}>{formatProbability(score)}</span>
      </p>
      <ol className={styles.bars} aria-label="Probability of each label">
        {bars.map((bar) => (
          <li key={bar.value} className={styles.bar} data-top={bar.value === value || undefined}>
            <span className={styles.name}>{bar.title}</span>
            <span className={styles.track} aria-hidden>
              <span className={styles.fill} style={{ '--share': bar.score } as CSSProperties} />
            </span>
            <span className={styles.percent}>{formatProbability(bar.score)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
