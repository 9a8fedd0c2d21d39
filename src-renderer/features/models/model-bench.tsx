import type { Model } from '@contract/models.ts';
import { useEffect } from 'react';
import { flushSync } from 'react-dom';
import { useCommands } from '../../shell/commands.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { formatDuration } from '../../ui/format.ts';
import { AboutPanel } from './about/about-panel.tsx';
import { isStale, type Bench, type BenchView } from './bench.ts';
import { ExchangePanel } from './result/exchange-panel.tsx';
import { fieldId } from './input/field-id.ts';
import { linkProblems } from './input/field-problems.ts';
import { FilePanel } from './file/file-panel.tsx';
import { HistoryPanel } from './result/history-panel.tsx';
import { InputPanel } from './input/input-panel.tsx';
import styles from './model-bench.module.css';
import { ResultPanel } from './result/result-panel.tsx';
import { viewResult } from './result/result-view.ts';
import { sayResult } from './result/say-result.ts';
import { ServerPanel } from './about/server-panel.tsx';
import { useBenchView } from './use-bench.ts';

/** The prediction bench: what is asked on the left, what was answered on the right, what the model is below. */
export function ModelBench({ model, bench }: { readonly model: Model; readonly bench: Bench }) {
  const view = useBenchView(bench);
  const { answer, history } = view;
  useAnnouncedAnswer(model, view);
  useCommands([
    { id: 'model.predict', label: 'Predict', hint: model.title, keys: 'mod+enter', run: bench.predict },
    ...model.examples.map(({ title, row }, index) => ({
      id: `model.example.${index}`,
      label: title,
      hint: 'Example',
      run: () => bench.change({ type: 'row-chosen', row }),
    })),
  ]);
  const showField = (column: string) => {
    flushSync(() => bench.change({ type: 'tab-chosen', tab: 'form' }));
    document.getElementById(fieldId(column))?.focus();
  };
  return (
    <div className={styles.bench}>
      <div className={styles.column}>
        <InputPanel model={model} bench={bench} view={view} problems={problemsOf(model, view)} />
        {history.length > 0 && (
          <HistoryPanel signature={model.signature} history={history} onRestore={bench.restore} />
        )}
      </div>
      <div className={styles.column}>
        <ResultPanel model={model} view={view} onRetry={bench.predict} onField={showField} />
        {answer.kind === 'answered' && <ExchangePanel exchange={answer.exchange} />}
        <ServerPanel
          modelId={model.id}
          answeredAt={answer.kind === 'answered' ? new URL(answer.exchange.request.url).origin : undefined}
        />
      </div>
      <div className={styles.below}>
        <AboutPanel model={model} />
        <FilePanel model={model} />
      </div>
    </div>
  );
}

/** What is wrong with each column: what the form had to leave out, and what the newest answer says. */
function problemsOf(model: Model, view: BenchView): ReadonlyMap<string, string> {
  const { answer, input } = view;
  const error =
    answer.kind === 'failed'
      ? answer.error
      : answer.kind === 'answered'
        ? answer.exchange.problem
        : undefined;
  const current = error !== undefined && !isStale(model, view) ? linkProblems(model.signature, error) : [];
  return new Map([
    ...input.form.misfits.map(
      ({ column, found }) => [column, `The JSON has ${found} here, which does not fit.`] as const,
    ),
    ...current.flatMap(({ column, message }) =>
      column === undefined ? [] : [[column.name, message] as const],
    ),
  ]);
}

/** While editing, a reader hears only where the hand has come to rest, in milliseconds. */
const rest = 1_000;

function useAnnouncedAnswer(model: Model, { answer, answeredLive }: BenchView): void {
  const announce = useAnnounce();
  useEffect(() => {
    const sentence = sentenceOf(model, answer);
    if (sentence === undefined) return undefined;
    const timer = setTimeout(() => announce(sentence), answeredLive ? rest : 0);
    return () => clearTimeout(timer);
  }, [announce, model, answer, answeredLive]);
}

/** Refusals speak for themselves: they are alerts. */
function sentenceOf({ signature }: Model, answer: BenchView['answer']): string | undefined {
  if (answer.kind !== 'answered') return undefined;
  const { predictions = [], durationMs } = answer.exchange;
  const [first] = predictions;
  if (first === undefined) return undefined;
  if (predictions.length > 1) return `${predictions.length} rows predicted in ${formatDuration(durationMs)}.`;
  return `Result: ${sayResult(viewResult(signature, first))}, in ${formatDuration(durationMs)}.`;
}
