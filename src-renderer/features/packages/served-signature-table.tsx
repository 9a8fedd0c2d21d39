import type { ServedSignature } from '@contract/inspection.ts';
import { columnRange, columnType, outputRange, outputType } from './served-columns.ts';
import styles from './table.module.css';

/** Every input and the output, as the serving runtime enforces them. */
export function ServedSignatureTable({ signature }: { readonly signature: ServedSignature }) {
  const { inputs, output } = signature;
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Signature, a table">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Type</th>
            <th scope="col">In the sample rows</th>
          </tr>
        </thead>
        <tbody>
          {inputs.map((column) => (
            <tr key={column.name}>
              <td>
                <code>{column.name}</code>
              </td>
              <td>{columnType(column)}</td>
              <td>{columnRange(column)}</td>
            </tr>
          ))}
          <tr className={styles.total}>
            <td>
              <code>{output.name}</code> <span className={styles.quiet}>answer</span>
            </td>
            <td>{outputType(signature)}</td>
            <td>{outputRange(signature)}</td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
