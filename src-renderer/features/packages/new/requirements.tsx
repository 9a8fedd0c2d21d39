import type { PackagePlan } from '@contract/packages.ts';
import styles from '../table.module.css';

/** What will be installed, and why each is needed. */
export function Requirements({ requirements }: Pick<PackagePlan, 'requirements'>) {
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Requirements, a table">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Requirement</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {requirements.map(({ line, why }) => (
            <tr key={line}>
              <td>
                <code translate="no">{line}</code>
              </td>
              <td className={styles.quiet}>{why}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
