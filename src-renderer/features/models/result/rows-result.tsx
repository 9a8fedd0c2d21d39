import type { Prediction, Signature } from '@contract/models.ts';
import { formatCount } from '../../../ui/format.ts';
import { formatProbability } from './probability.ts';
import { viewResult } from './result-view.ts';
import styles from './rows-result.module.css';
import { formatValue } from './say-result.ts';

/** More rows are left to the response itself. */
const shownRows = 100;

/** The answers to several rows. */
export function RowsResult({
  signature,
  predictions,
}: {
  readonly signature: Signature;
  readonly predictions: readonly Prediction[];
}) {
  const shown = predictions.slice(0, shownRows);
  return (
    <div className={styles.result}>
      <p className={styles.count}>{formatCount(predictions.length, 'row')}</p>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="Prediction of each row">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">{signature.output.name.replaceAll('_', ' ')}</th>
              <th scope="col">{signature.output.task === 'classification' ? 'Probability' : 'Unit'}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((prediction, index) => {
              const view = viewResult(signature, prediction);
              return (
                <tr key={index}>
                  <td>{index + 1}</td>
                  <td>{view.kind === 'label' ? view.title : formatValue(view.value)}</td>
                  <td>{view.kind === 'label' ? formatProbability(view.score) : view.unit}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {predictions.length > shownRows && (
        <p className={styles.rest}>The first {shownRows} rows. Predict a file keeps them all.</p>
      )}
    </div>
  );
}
