import type { Inspection } from '@contract/inspection.ts';
import { formatBytes, formatCount } from '../../../ui/format.ts';
import styles from '../table.module.css';

/** Files written out; the rest is a number. */
const shown = 50;

export function ModelFiles({ files }: { readonly files: Inspection['files'] }) {
  const more = files.length - shown;
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Files, a table">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Path</th>
            <th scope="col" className={styles.number}>
              Size
            </th>
          </tr>
        </thead>
        <tbody>
          {files.slice(0, shown).map(({ path, bytes }) => (
            <tr key={path}>
              <td>
                <code className={styles.long} translate="no">
                  {path}
                </code>
              </td>
              <td className={styles.number}>{formatBytes(bytes)}</td>
            </tr>
          ))}
          {more > 0 && (
            <tr>
              <td colSpan={2} className={styles.quiet}>
                and {formatCount(more, 'file')} more
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}
