import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import type { FieldIds } from './field.tsx';
import control from './control.module.css';

export interface TextInputProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'type'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** From the field around it; without a field give an `aria-label`. */
  readonly ids?: FieldIds;
  readonly type?: 'text' | 'search';
}

/** One line of text. */
export function TextInput({ value, onChange, ids, className, type = 'text', ...rest }: TextInputProps) {
  return (
    <input
      autoComplete="off"
      spellCheck={false}
      {...rest}
      {...(ids && {
        id: ids.id,
        'aria-describedby': ids.describedBy,
        'aria-invalid': ids.invalid || undefined,
      })}
      type={type}
      className={classNames(control.control, className)}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
