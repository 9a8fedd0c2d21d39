import type { Model, Prediction } from '@contract/models.ts';
import type { KeptInput } from '../input/bench-state.ts';
import { Agreement } from './agreement.tsx';
import { exampleIndex } from '../input/form-state.ts';
import { LabelResult } from './label-result.tsx';
import styles from './predictions.module.css';
import { readRows } from '../input/request-body.ts';
import { viewResult } from './result-view.ts';
import { RowsResult } from './rows-result.tsx';
import { ValueResult } from './value-result.tsx';

export interface PredictionsProps {
  readonly model: Model;
  readonly input: KeptInput;
  readonly predictions: readonly Prediction[];
}

/** One answer at length, or several as a table. */
export function Predictions({ model, input, predictions }: PredictionsProps) {
  const { signature, examples } = model;
  const [first] = predictions;
  if (first === undefined) return <p>The server answered without a prediction.</p>;
  if (predictions.length > 1) return <RowsResult signature={signature} predictions={predictions} />;
  const view = viewResult(signature, first);
  const [row] = readRows(input.route, input.body) ?? [];
  const example = row === undefined ? undefined : examples[exampleIndex(signature, examples, row)];
  return (
    <div className={styles.one}>
      {view.kind === 'label' ? <LabelResult view={view} /> : <ValueResult view={view} />}
      {example && (
        <div className={styles.agreement}>
          <Agreement expected={example.expected} actual={first} library={model.training.library} />
        </div>
      )}
    </div>
  );
}
