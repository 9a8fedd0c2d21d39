import type { CSSProperties } from 'react';
import styles from './slider.module.css';

export interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly onChange: (value: number) => void;
  /** Read after the value, such as `cm`. */
  readonly unit?: string;
}

/** A value in a range, by pointer or arrow keys. A number field beside it takes what lies outside. */
export function Slider({ label, value, min, max, step, onChange, unit }: SliderProps) {
  const share = max > min ? Math.min(1, Math.max(0, (value - min) / (max - min))) : 0;
  return (
    <input
      type="range"
      aria-label={label}
      aria-valuetext={unit === undefined ? undefined : `${value} ${unit}`}
      className={styles.slider}
      style={{ '--share': share } as CSSProperties}
      value={value}
      min={min}
      max={max}
      step={step}
      onChange={(event) => onChange(event.target.valueAsNumber)}
    />
  );
}
