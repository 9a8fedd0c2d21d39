import type { Column } from '@contract/models.ts';
import { Select } from '../../../ui/select.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { fieldId } from './field-id.ts';
import { FieldRow } from './field-row.tsx';
import { SegmentedChoice } from './segmented-choice.tsx';

export interface ChoiceFieldProps {
  readonly column: Column;
  readonly value: string | undefined;
  readonly problem: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** More categories than this are chosen from a list. */
const inSight = 4;
/** Longer categories do not fit beside each other, in characters for all of them. */
const inLine = 48;

/** A category of a closed set, or free text where there is none. */
export function ChoiceField({ column, value, problem, onChange }: ChoiceFieldProps) {
  const { name, title, categories } = column;
  const id = fieldId(name);
  const unknown = value !== undefined && categories !== undefined && !categories.includes(value);
  const said = problem ?? (unknown ? `“${value}” is none of the categories seen in training.` : undefined);
  const options = (categories ?? []).map((category) => ({ value: category, label: category }));
  const allInSight = options.length <= inSight && options.map(({ label }) => label).join('').length <= inLine;
  return (
    <FieldRow id={id} title={title} problem={said} isGroup={options.length > 0 && allInSight}>
      {({ describedBy, invalid }) => {
        if (options.length === 0)
          return (
            <TextInput
              value={value ?? ''}
              onChange={(text) => onChange(text)}
              ids={{ id, describedBy, invalid }}
            />
          );
        if (allInSight)
          return (
            <SegmentedChoice
              label={title}
              labelHidden
              value={value}
              options={options}
              onChange={onChange}
              firstId={id}
              describedBy={describedBy}
              invalid={invalid}
            />
          );
        const shown =
          value === undefined || unknown
            ? [{ value: value ?? '', label: value ?? 'Choose one' }, ...options]
            : options;
        return (
          <Select
            value={value ?? ''}
            options={shown}
            onChange={(next) => onChange(next === '' ? undefined : next)}
            ids={{ id, describedBy, invalid }}
          />
        );
      }}
    </FieldRow>
  );
}
