import { Link } from '@tanstack/react-router';
import { Check, CircleAlert, CircleX, Minus, type LucideIcon } from 'lucide-react';
import { useDoctor } from '../../client/queries.ts';
import { toErrorRecord } from '../../client/to-error.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { computerFacts, type ComputerFact } from './computer-facts.ts';
import styles from './computer-panel.module.css';

const icons: Readonly<Record<ComputerFact['tone'], LucideIcon>> = {
  ok: Check,
  neutral: Minus,
  warn: CircleAlert,
  bad: CircleX,
};

/** What this computer has, and what each part is good for. */
export function ComputerPanel() {
  const { data, error, refetch } = useDoctor();
  return (
    <Panel
      title="This computer"
      flush
      actions={
        <Link to="/computer" className={styles.link}>
          All checks
        </Link>
      }
    >
      {error ? (
        <div className={styles.padded}>
          <ErrorView error={toErrorRecord(error)} compact onRetry={() => void refetch()} />
        </div>
      ) : data === undefined ? (
        <div className={styles.padded}>
          <Loading label="Looking at this computer" />
        </div>
      ) : (
        <ul className={styles.facts}>
          {computerFacts(data.checks).map((fact) => (
            <Fact key={fact.id} fact={fact} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Fact({ fact: { title, observed, neededFor, tone, word } }: { readonly fact: ComputerFact }) {
  const Icon = icons[tone];
  return (
    <li className={styles.fact} data-tone={tone}>
      <Icon size={16} aria-hidden className={styles.icon} />
      <div className={styles.text}>
        <p className={styles.head}>
          <span className={styles.title}>{title}</span>
          <span className={tone === 'ok' || tone === 'neutral' ? 'visually-hidden' : styles.word}>
            {word}
          </span>
        </p>
        <p className={styles.observed}>{observed}</p>
        <p className={styles.needed}>{neededFor}</p>
      </div>
    </li>
  );
}
