import type { Model } from '@contract/models.ts';
import { Link, useNavigate } from '@tanstack/react-router';
import { ArrowDown, ArrowUp, Boxes } from 'lucide-react';
import { useState } from 'react';
import { describeInputs, describeMetric } from '../../client/model-facts.ts';
import { useModels } from '../../client/queries.ts';
import { toErrorRecord } from '../../client/to-error.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorView } from '../../ui/error-view.tsx';
import { formatBytes, formatCount } from '../../ui/format.ts';
import { Loading } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { modelColumns, nextOrder, sortModels, type ModelColumn, type ModelOrder } from './model-order.ts';
import { ModelsPackages, PackageModelLink } from './models-packages.tsx';
import styles from './models-page.module.css';

const headings: Readonly<Record<ModelColumn, string>> = {
  name: 'Name',
  kind: 'Kind',
  task: 'Task',
  inputs: 'Inputs',
  size: 'Size',
  licence: 'Licence',
  metric: 'Metric',
};

/** Every model the engine can serve. */
export function ModelsPage() {
  const { data, error, refetch } = useModels();
  const subtitle =
    data === undefined
      ? 'Samples to serve from here, and what was packaged.'
      : `${formatCount(data.length, 'sample model')} to serve from here, and what was packaged.`;
  return (
    <Page title="Models" subtitle={subtitle} width="full" actions={<PackageModelLink />}>
      <ModelsPackages />
      {error ? (
        <ErrorView error={toErrorRecord(error)} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Loading label="Reading the models" />
      ) : data.length === 0 ? (
        <Panel>
          <EmptyState
            icon={Boxes}
            title="No models here"
            body="The sample models are part of Slipway. Their folder was not found, so the installation is not whole: install it again to bring them back."
          />
        </Panel>
      ) : (
        <ModelsTable models={data} />
      )}
    </Page>
  );
}

function ModelsTable({ models }: { readonly models: readonly Model[] }) {
  const [order, setOrder] = useState<ModelOrder>({ column: 'name', descending: false });
  const [sorted, setSorted] = useState(false);
  // Until a column is chosen the engine's own order stays: the sample to start with comes first.
  const rows = sorted ? sortModels(models, order) : models;
  const sort = (column: ModelColumn) => {
    setOrder(sorted ? nextOrder(order, column) : { column, descending: false });
    setSorted(true);
  };
  return (
    <Panel flush>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="Models, a table">
        <table className={styles.table}>
          <thead>
            <tr>
              {modelColumns.map((column) => (
                <Heading key={column} column={column} order={sorted ? order : undefined} onSort={sort} />
              ))}
              <th scope="col">
                <span className="visually-hidden">Copy the id</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((model) => (
              <ModelRow key={model.id} model={model} />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

interface HeadingProps {
  readonly column: ModelColumn;
  readonly order: ModelOrder | undefined;
  readonly onSort: (column: ModelColumn) => void;
}

function Heading({ column, order, onSort }: HeadingProps) {
  const current = order?.column === column ? order : undefined;
  const Icon = current?.descending === true ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      aria-sort={current === undefined ? 'none' : current.descending ? 'descending' : 'ascending'}
      className={styles[column]}
    >
      <button type="button" className={styles.sort} onClick={() => onSort(column)}>
        {headings[column]}
        <Icon size={13} aria-hidden className={current === undefined ? styles.idle : undefined} />
      </button>
    </th>
  );
}

function ModelRow({ model }: { readonly model: Model }) {
  const { id, title, kind, signature, bytes, data, training } = model;
  const navigate = useNavigate();
  // The whole row opens for the pointer; keyboards and readers have the link in it.
  const open = () => void navigate({ to: '/models/$modelId', params: { modelId: id } });
  return (
    <tr className={styles.row} onClick={open}>
      <th scope="row" className={styles.name}>
        <Link
          to="/models/$modelId"
          params={{ modelId: id }}
          className={styles.link}
          onClick={(event) => event.stopPropagation()}
        >
          {title}
        </Link>
        <code className={styles.id}>{id}</code>
      </th>
      <td>{kind}</td>
      <td>{signature.output.task}</td>
      <td>{describeInputs(signature)}</td>
      <td className={styles.size}>{formatBytes(bytes)}</td>
      <td>{data.licence}</td>
      <td title={training.metric.name}>
        {describeMetric(training.metric)}
        <span className={styles.metricName}>{training.metric.name}</span>
      </td>
      <td className={styles.copy} onClick={(event) => event.stopPropagation()}>
        <CopyButton text={id} label={`Copy the id of ${title}`} />
      </td>
    </tr>
  );
}
