import type { Column, Signature } from '@contract/models.ts';
import { formatNumber } from '../../../ui/format.ts';
import styles from './signature-table.module.css';

/** Every input and the output, with the names that a body uses. */
export function SignatureTable({ signature: { inputs, output } }: { readonly signature: Signature }) {
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Signature">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Type</th>
            <th scope="col">In training</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {inputs.map((column) => (
            <tr key={column.name}>
              <td>
                <code>{column.name}</code>
              </td>
              <td>{typeOf(column)}</td>
              <td>{seenOf(column)}</td>
              <td className={styles.meaning}>{column.description ?? column.title}</td>
            </tr>
          ))}
          <tr className={styles.output}>
            <td>
              <code>{output.name}</code>
            </td>
            <td>{output.task === 'classification' ? 'label' : 'number'}</td>
            <td>
              {output.task === 'classification'
                ? output.labels.map(({ value }) => value).join(', ')
                : rangeText(output.min, output.max, output.unit)}
            </td>
            <td className={styles.meaning}>What the model answers</td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function typeOf({ type, shape }: Column): string {
  switch (type) {
    case 'number':
      return 'number';
    case 'integer':
      return 'whole number';
    case 'string':
      return 'category';
    case 'tensor':
      return `numbers, ${(shape ?? []).join(' × ')}`;
  }
}

function seenOf({ min, max, unit, categories }: Column): string {
  return categories?.join(', ') ?? rangeText(min, max, unit);
}

function rangeText(min: number | undefined, max: number | undefined, unit: string | undefined): string {
  if (min === undefined || max === undefined) return 'not known';
  return `${formatNumber(min)} to ${formatNumber(max)}${unit === undefined ? '' : ` ${unit}`}`;
}
