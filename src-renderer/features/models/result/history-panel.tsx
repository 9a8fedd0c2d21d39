import type { Signature } from '@contract/models.ts';
import { servingRoutes } from '@contract/serving.ts';
import { EvidenceBadge } from '../../../ui/evidence-badge.tsx';
import { formatTime } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import { Drawing } from '../input/drawing.tsx';
import type { HistoryEntry } from './history.ts';
import styles from './history-panel.module.css';
import { viewResult } from './result-view.ts';
import { sayResult } from './say-result.ts';

export interface HistoryPanelProps {
  readonly signature: Signature;
  readonly history: readonly HistoryEntry[];
  readonly onRestore: (entry: HistoryEntry) => void;
}

/** What was asked in this session, newest first; choosing one brings its input back. */
export function HistoryPanel({ signature, history, onRestore }: HistoryPanelProps) {
  return (
    <Panel
      title="This session"
      actions={<span className={styles.count}>{history.length} of the last 20</span>}
      flush
    >
      <ol className={styles.list}>
        {history.map((entry) => (
          <li key={entry.id} className={styles.item}>
            <Entry signature={signature} entry={entry} onRestore={onRestore} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Entry({
  signature,
  entry,
  onRestore,
}: {
  readonly signature: Signature;
  readonly entry: HistoryEntry;
  readonly onRestore: (entry: HistoryEntry) => void;
}) {
  const { at, summary, evidence, kept } = entry;
  const outcome = outcomeOf(signature, entry);
  const content = (
    <>
      <span className={styles.outcome} data-bad={entry.problem !== undefined || undefined}>
        {outcome}
      </span>
      <EvidenceBadge evidence={evidence} />
      <span className={styles.input}>
        {summary.drawing && <Drawing grid={summary.drawing} max={inkOf(signature)} size={20} />}
        <span className={styles.text}>{summary.text}</span>
        {kept && kept.input.route !== 'rest' && <span>{servingRoutes[kept.input.route].title}</span>}
      </span>
      <time className={styles.time} dateTime={new Date(at).toISOString()}>
        {formatTime(new Date(at).toISOString())}
      </time>
    </>
  );
  if (kept === undefined)
    return (
      <div className={styles.entry} title="The body was too large to keep.">
        {content}
      </div>
    );
  return (
    <button
      type="button"
      className={styles.entry}
      title="Restore this input"
      onClick={() => onRestore(entry)}
    >
      {content}
    </button>
  );
}

function inkOf({ inputs }: Signature): number {
  return inputs.find(({ type }) => type === 'tensor')?.max ?? 1;
}

function outcomeOf(signature: Signature, { first, problem }: HistoryEntry): string {
  if (problem !== undefined) return problem.title;
  if (first === undefined) return 'No prediction';
  return sayResult(viewResult(signature, first));
}
