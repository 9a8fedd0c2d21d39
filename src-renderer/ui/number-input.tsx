import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import type { FieldIds } from './field.tsx';
import control from './control.module.css';

export interface NumberInputProps extends Omit<
  ComponentProps<'input'>,
  'value' | 'onChange' | 'type' | 'step'
> {
  /** As typed: an unfinished number is text too. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly ids?: FieldIds;
  /** What the arrow keys add or take; any decimal may be typed. */
  readonly step?: number;
}

/** A number as text, with arrow keys for steps; what it means is decided by whoever owns the value. */
export function NumberInput({ value, onChange, ids, step, className, onKeyDown, ...rest }: NumberInputProps) {
  return (
    <input
      autoComplete="off"
      {...rest}
      {...(ids && {
        id: ids.id,
        'aria-describedby': ids.describedBy,
        'aria-invalid': ids.invalid || undefined,
      })}
      type="text"
      inputMode="decimal"
      className={classNames(control.control, 'figures', className)}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        onKeyDown?.(event);
        const stepped = stepBy(value, step, event.key);
        if (stepped === undefined) return;
        event.preventDefault();
        onChange(stepped);
      }}
    />
  );
}

function stepBy(value: string, step: number | undefined, key: string): string | undefined {
  if (step === undefined || (key !== 'ArrowUp' && key !== 'ArrowDown')) return undefined;
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return undefined;
  const decimals = Math.max(decimalsOf(step), decimalsOf(number));
  return (number + (key === 'ArrowUp' ? step : -step)).toFixed(Math.min(decimals, 12));
}

function decimalsOf(value: number): number {
  return String(value).split('.')[1]?.length ?? 0;
}
