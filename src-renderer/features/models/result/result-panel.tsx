import type { Model } from '@contract/models.ts';
import { Clock, Sparkles } from 'lucide-react';
import { Badge } from '../../../ui/badge.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { EvidenceBadge } from '../../../ui/evidence-badge.tsx';
import { formatDuration } from '../../../ui/format.ts';
import { Kbd } from '../../../ui/kbd.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { isStale, type BenchView } from '../bench.ts';
import { Predictions } from './predictions.tsx';
import { Refusal } from './refusal.tsx';
import styles from './result-panel.module.css';

export interface ResultPanelProps {
  readonly model: Model;
  readonly view: BenchView;
  readonly onRetry: () => void;
  /** Leads to the form field of a column. */
  readonly onField: (column: string) => void;
}

/** What the model answered, and where the answer comes from. */
export function ResultPanel({ model, view, onRetry, onField }: ResultPanelProps) {
  const { answer, asking } = view;
  return (
    <Panel title="Result" actions={<ResultFacts model={model} view={view} />}>
      <div className={styles.result} aria-busy={asking}>
        <ResultBody model={model} view={view} onRetry={onRetry} onField={onField} key={answer.kind} />
      </div>
    </Panel>
  );
}

function ResultFacts({ model, view }: Pick<ResultPanelProps, 'model' | 'view'>) {
  const { answer, asking } = view;
  return (
    <span className={styles.facts}>
      {!asking && isStale(model, view) && (
        <span className={styles.stale}>
          <Badge tone="neutral" icon={Clock}>
            for an earlier input
          </Badge>
        </span>
      )}
      {answer.kind === 'answered' && (
        <>
          <span className={styles.duration}>{formatDuration(answer.exchange.durationMs)}</span>
          <EvidenceBadge evidence={answer.exchange.evidence} />
        </>
      )}
    </span>
  );
}

function ResultBody({ model, view: { answer, asking }, onRetry, onField }: ResultPanelProps) {
  switch (answer.kind) {
    case 'none':
      return asking ? <FirstAsking /> : <BeforeFirst model={model} />;
    case 'failed':
      return <Refusal signature={model.signature} error={answer.error} onRetry={onRetry} onField={onField} />;
    case 'answered': {
      const { problem, predictions = [] } = answer.exchange;
      if (problem !== undefined)
        return <Refusal signature={model.signature} error={problem} onRetry={onRetry} onField={onField} />;
      return <Predictions model={model} input={answer.input} predictions={predictions} />;
    }
  }
}

function FirstAsking() {
  return (
    <>
      <Loading label="Asking the model" />
      <p className={styles.asking}>The first time, its server starts as well. That takes about a second.</p>
    </>
  );
}

function BeforeFirst({ model }: { readonly model: Model }) {
  const what =
    model.signature.output.task === 'classification'
      ? 'the label, with the probability of each'
      : 'the value, and where it lies in the training range';
  return (
    <EmptyState
      icon={Sparkles}
      title="No prediction yet"
      body={
        <p>
          Predict starts the model in a process on this computer, sends the input and shows {what}. Press{' '}
          <Kbd keys="mod+enter" />.
        </p>
      }
    />
  );
}
