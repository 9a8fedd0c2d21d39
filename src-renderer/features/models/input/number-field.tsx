import type { Column } from '@contract/models.ts';
import { useState } from 'react';
import { formatNumber } from '../../../ui/format.ts';
import { NumberInput } from '../../../ui/number-input.tsx';
import { Slider } from '../../../ui/slider.tsx';
import { fieldId } from './field-id.ts';
import { FieldRow } from './field-row.tsx';
import { isOutsideTraining } from './form-state.ts';
import { readNumber, textOf } from './typed-number.ts';

export interface NumberFieldProps {
  readonly column: Column;
  readonly value: number | undefined;
  readonly problem: string | undefined;
  readonly onChange: (value: number | undefined) => void;
}

/** A slider over the range seen in training, and a field that takes any number. */
export function NumberField({ column, value, problem, onChange }: NumberFieldProps) {
  const [typed, setTyped] = useState<string>();
  const { title, unit, min, max, step = 1 } = column;
  const text = textOf(typed, value);
  const read = readNumber(text);
  const type = (next: string) => {
    setTyped(next);
    const now = readNumber(next);
    onChange(now.kind === 'number' ? now.value : undefined);
  };
  const id = fieldId(column.name);
  const ranged = min !== undefined && max !== undefined && max > min;
  return (
    <FieldRow
      id={id}
      title={title}
      note={
        ranged ? `${formatNumber(min)} to ${formatNumber(max)}${unit === undefined ? '' : ` ${unit}`}` : unit
      }
      noteMeaning={ranged ? 'in training' : undefined}
      outside={isOutsideTraining(column, value)}
      problem={read.kind === 'fault' ? read.message : problem}
    >
      {({ describedBy, invalid }) => (
        <>
          {ranged && (
            <Slider
              label={`${title}, slider`}
              value={value ?? min}
              min={min}
              max={max}
              step={step}
              {...(unit !== undefined && { unit })}
              onChange={(next) => {
                setTyped(undefined);
                onChange(next);
              }}
            />
          )}
          <NumberInput value={text} onChange={type} step={step} ids={{ id, describedBy, invalid }} />
        </>
      )}
    </FieldRow>
  );
}
