import { CircleCheck, Hammer } from 'lucide-react';
import type { BuildStep } from '@contract/packages.ts';
import { classNames } from '../../ui/class-names.ts';
import { formatCount, formatDuration } from '../../ui/format.ts';
import { stageGroups } from './new/timeline.ts';
import styles from './instruction-list.module.css';

/** The build's instructions by stage: from the cache or made anew, why, and how long it took. */
export function InstructionList({ steps }: { readonly steps: readonly BuildStep[] }) {
  const longest = Math.max(1, ...steps.map(({ durationMs }) => durationMs));
  return (
    <div className={styles.stages}>
      {stageGroups(steps).map(({ stage, steps: members, cached, durationMs }) => (
        // What came whole from the cache is one line until somebody asks.
        <details
          key={`${stage} ${members[0]?.number ?? 0}`}
          className={styles.stage}
          open={cached < members.length}
        >
          <summary className={styles.heading}>
            <span>{stageTitle(stage)}</span>
            <span className={styles.sum}>
              {formatCount(members.length, 'instruction')}, {cached} from the cache,{' '}
              {formatDuration(durationMs)}
            </span>
          </summary>
          <ol className={styles.list}>
            {members.map((step) => (
              <Instruction key={step.number} step={step} longest={longest} />
            ))}
          </ol>
        </details>
      ))}
    </div>
  );
}

/** What stands before the first `FROM` belongs to no stage. */
function stageTitle(stage: string): string {
  return stage === '' || stage === 'global' ? 'Before the first stage' : `Stage ${stage}`;
}

function Instruction({ step, longest }: { readonly step: BuildStep; readonly longest: number }) {
  const { number, total, instruction, cached, reason, durationMs } = step;
  const [word = '', ...rest] = instruction.split(' ');
  const Icon = cached ? CircleCheck : Hammer;
  return (
    <li className={classNames(styles.step, cached && styles.cached)}>
      <span className={styles.number}>
        {number}
        <span className="visually-hidden"> of {total}</span>
      </span>
      <div className={styles.text}>
        <code className={styles.instruction} title={instruction} translate="no">
          <b>{word}</b> {rest.join(' ')}
        </code>
        {!cached && <p className={styles.why}>{reason === '' ? 'It was not in the cache.' : reason}</p>}
      </div>
      <span className={styles.state}>
        <Icon size={14} aria-hidden />
        {cached ? 'from the cache' : 'made anew'}
      </span>
      <span className={styles.time}>
        {!cached && (
          <>
            {formatDuration(durationMs)}
            <span className={styles.track} aria-hidden>
              <span className={styles.fill} style={{ width: `${(durationMs / longest) * 100}%` }} />
            </span>
          </>
        )}
      </span>
    </li>
  );
}
