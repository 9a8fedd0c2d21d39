import type { Model } from '@contract/models.ts';
import { memo, type ReactNode } from 'react';
import { describeMetric } from '../../../client/model-facts.ts';
import { formatBytes, formatNumber } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import styles from './about-panel.module.css';
import { ExampleCheck } from './example-check.tsx';
import { ExternalAddress } from './external-address.tsx';
import { SignatureTable } from './signature-table.tsx';

/** What the model takes and gives, how it was trained, on whose data, and whether it still answers as it did then. */
export const AboutPanel = memo(function AboutPanel({ model }: { readonly model: Model }) {
  const { signature, training, data, bytes } = model;
  return (
    <Panel title="About this model">
      <div className={styles.about}>
        <section className={styles.section}>
          <h3 className={styles.heading}>Signature</h3>
          <SignatureTable signature={signature} />
        </section>
        <div className={styles.columns}>
          <section className={styles.section}>
            <h3 className={styles.heading}>Training</h3>
            <dl className={styles.facts}>
              <Fact name="Algorithm">{training.algorithm}</Fact>
              <Fact name="Library">{training.library}</Fact>
              <Fact name="Rows">{formatNumber(training.rows)}</Fact>
              <Fact name="Metric">
                {describeMetric(training.metric)}
                <span className={styles.quiet}> · {training.metric.name}, from the model card</span>
              </Fact>
              <Fact name="File">ONNX, {formatBytes(bytes)}</Fact>
            </dl>
          </section>
          <section className={styles.section}>
            <h3 className={styles.heading}>Data</h3>
            <dl className={styles.facts}>
              <Fact name="Name">{data.name}</Fact>
              <Fact name="Licence">
                <ExternalAddress url={data.licenceUrl} label={data.licence} />
              </Fact>
              <Fact name="Source">
                <ExternalAddress url={data.source} label="Data set page" />
              </Fact>
              <Fact name="Credit">{data.attribution}</Fact>
            </dl>
          </section>
        </div>
        <ExampleCheck model={model} />
      </div>
    </Panel>
  );
});

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
