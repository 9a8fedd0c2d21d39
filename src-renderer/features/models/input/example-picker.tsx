import type { Model, Row } from '@contract/models.ts';
import { Select } from '../../../ui/select.tsx';
import { Drawing } from './drawing.tsx';
import styles from './example-picker.module.css';
import { isGrid } from './grid.ts';

export interface ExamplePickerProps {
  readonly model: Pick<Model, 'signature' | 'examples'>;
  /** Position of the example that the input is now; -1 for none. */
  readonly current: number;
  readonly onChoose: (row: Row) => void;
}

const own = '-1';

/** Rows to start from, by the titles on the model's card. */
export function ExampleList({ model: { examples }, current, onChoose }: ExamplePickerProps) {
  const options = [
    ...(current < 0 ? [{ value: own, label: 'Own values' }] : []),
    ...examples.map(({ title }, index) => ({ value: String(index), label: title })),
  ];
  const choose = (value: string) => {
    const example = examples[Number(value)];
    if (example !== undefined) onChoose(example.row);
  };
  return (
    <div className={styles.list}>
      <span aria-hidden className={styles.label}>
        Start from
      </span>
      <Select
        aria-label="Start from an example"
        value={String(current)}
        options={options}
        onChange={choose}
      />
    </div>
  );
}

/** Drawings to start from; they show themselves. */
export function ExampleDrawings({ model: { signature, examples }, current, onChoose }: ExamplePickerProps) {
  const column = signature.inputs.find(({ type }) => type === 'tensor');
  if (column === undefined) return null;
  return (
    <div role="group" aria-label="Examples" className={styles.drawings}>
      {examples.map(({ title, row }, index) => {
        const grid = row[column.name];
        return isGrid(grid) ? (
          <button
            key={title}
            type="button"
            aria-pressed={index === current}
            aria-label={title}
            title={title}
            className={styles.drawing}
            onClick={() => onChoose(row)}
          >
            <Drawing grid={grid} max={column.max ?? 1} size={36} />
          </button>
        ) : null;
      })}
    </div>
  );
}
