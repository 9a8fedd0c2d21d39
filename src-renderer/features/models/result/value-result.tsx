import { TriangleAlert } from 'lucide-react';
import type { CSSProperties } from 'react';
import { Badge } from '../../../ui/badge.tsx';
import { formatNumber } from '../../../ui/format.ts';
import type { TrainingRange, ValueView } from './result-view.ts';
import { formatValue } from './say-result.ts';
import styles from './value-result.module.css';

/** The value with its unit, and where it lies in the range of the training. */
export function ValueResult({ view: { value, name, unit, range } }: { readonly view: ValueView }) {
  return (
    <div className={styles.result}>
      <p className={styles.answer}>
        <strong className={styles.value}>{formatValue(value)}</strong>
        {unit !== undefined && <span className={styles.unit}>{unit}</span>}
        <span className={styles.name}>{name.replaceAll('_', ' ')}</span>
      </p>
      {range && <Scale range={range} unit={unit} />}
    </div>
  );
}

const places = {
  below: 'below the training range',
  inside: 'inside the training range',
  above: 'above the training range',
} as const;

function Scale({ range, unit }: { readonly range: TrainingRange; readonly unit: string | undefined }) {
  const { min, max, position, place } = range;
  const suffix = unit === undefined ? '' : ` ${unit}`;
  return (
    <figure className={styles.scale} style={{ '--position': position } as CSSProperties}>
      <div className={styles.track} aria-hidden>
        <span className={styles.mark} data-place={place} />
      </div>
      <figcaption className={styles.ends}>
        <span>
          {formatNumber(min)}
          {suffix}
        </span>
        {place === 'inside' ? (
          <span className={styles.place}>{places.inside}</span>
        ) : (
          <Badge tone="warn" icon={TriangleAlert}>
            {places[place]}
          </Badge>
        )}
        <span>
          {formatNumber(max)}
          {suffix}
        </span>
      </figcaption>
    </figure>
  );
}
