import type { Column, Model } from '@contract/models.ts';
import { Info } from 'lucide-react';
import type { Bench, BenchView } from '../bench.ts';
import { ChoiceField } from './choice-field.tsx';
import { DrawingPad } from './drawing-pad.tsx';
import { isGrid, type Grid } from './grid.ts';
import styles from './input-form.module.css';
import { NumberField } from './number-field.tsx';

export interface InputFormProps {
  readonly model: Model;
  readonly bench: Bench;
  readonly view: BenchView;
  /** What is wrong with a column, by its name. */
  readonly problems: ReadonlyMap<string, string>;
}

/** One control for each input of the signature. */
export function InputForm({ model, bench, view, problems }: InputFormProps) {
  const notes = notesOf(view);
  return (
    <div className={styles.form}>
      {notes.length > 0 && (
        <div className={styles.notes}>
          {notes.map((note) => (
            <p key={note}>
              <Info size={14} aria-hidden /> {note}
            </p>
          ))}
        </div>
      )}
      {model.signature.inputs.map((column) => (
        <InputField
          key={column.name}
          column={column}
          bench={bench}
          view={view}
          problem={problems.get(column.name)}
        />
      ))}
    </div>
  );
}

interface InputFieldProps {
  readonly column: Column;
  readonly bench: Bench;
  readonly view: BenchView;
  readonly problem: string | undefined;
}

function InputField({ column, bench, view, problem }: InputFieldProps) {
  const value = view.input.form.cells[column.name];
  const change = (next: string | number | Grid | undefined) =>
    bench.change({ type: 'cell-changed', column: column.name, value: next });
  switch (column.type) {
    case 'number':
    case 'integer':
      return (
        <NumberField
          column={column}
          value={typeof value === 'number' ? value : undefined}
          problem={problem}
          onChange={change}
        />
      );
    case 'string':
      return (
        <ChoiceField
          column={column}
          value={typeof value === 'string' ? value : undefined}
          problem={problem}
          onChange={change}
        />
      );
    case 'tensor': {
      const read = () => {
        const cell = bench.view().input.form.cells[column.name];
        return isGrid(cell) ? cell : undefined;
      };
      return <DrawingPad column={column} read={read} problem={problem} onChange={change} />;
    }
  }
}

/** What the form cannot show of the JSON it was filled from. */
function notesOf({ input: { unread, moreRows, form } }: BenchView): readonly string[] {
  const extras = Object.keys(form.extras);
  return [
    ...(unread === undefined
      ? []
      : [
          'The JSON has no rows that the form can show, so these are the last values. A change here replaces the JSON.',
        ]),
    ...(moreRows.length === 0
      ? []
      : [`The body holds ${(moreRows.length + 1).toLocaleString('en')} rows; the form shows the first.`]),
    ...(extras.length === 0
      ? []
      : [`The JSON also has ${extras.join(', ')}; the form keeps it and does not show it.`]),
  ];
}
