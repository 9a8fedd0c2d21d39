import type { Model } from '@contract/models.ts';
import { Link } from '@tanstack/react-router';
import { describeInputs, describeMetric, describeOutput } from '../../client/model-facts.ts';
import { useModel } from '../../client/queries.ts';
import { toErrorRecord } from '../../client/to-error.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorView } from '../../ui/error-view.tsx';
import { formatBytes } from '../../ui/format.ts';
import { Loading } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import type { Bench } from './bench.ts';
import { ModelBench } from './model-bench.tsx';
import styles from './model-page.module.css';
import { useBench } from './use-bench.ts';

/** One model, ready to be asked. */
export function ModelPage({ modelId }: { readonly modelId: string }) {
  const { data, error, refetch } = useModel(modelId);
  if (data !== undefined) return <LoadedModel key={data.id} model={data} />;
  return (
    <Page title={error ? 'Model' : 'Opening the model'}>
      {error ? (
        <>
          <ErrorView error={toErrorRecord(error)} onRetry={() => void refetch()} />
          <p>
            <Link to="/models">All models</Link>
          </p>
        </>
      ) : (
        <Loading label="Opening the model" />
      )}
    </Page>
  );
}

function LoadedModel({ model }: { readonly model: Model }) {
  return <BenchScreen model={model} bench={useBench(model)} />;
}

/** The page over a given bench. */
export function BenchScreen({ model, bench }: { readonly model: Model; readonly bench: Bench }) {
  const { title, summary, signature, training, data, bytes, id } = model;
  return (
    <Page title={title} subtitle={summary} width="full">
      <div className={styles.screen}>
        <ul className={styles.facts} aria-label="In short">
          <li>
            {describeInputs(signature)} → {describeOutput(signature)}
          </li>
          <li>ONNX, {formatBytes(bytes)}</li>
          <li>
            {describeMetric(training.metric)}{' '}
            <span className={styles.quiet}>{training.metric.name.toLowerCase()}</span>
          </li>
          <li>{data.licence}</li>
          <li className={styles.id}>
            <code>{id}</code>
            <CopyButton text={id} label="Copy model id" />
          </li>
        </ul>
        <ModelBench model={model} bench={bench} />
      </div>
    </Page>
  );
}
