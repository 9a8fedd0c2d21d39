import type { ErrorRecord } from '@contract/errors.ts';
import type { Signature } from '@contract/models.ts';
import { ArrowLeft } from 'lucide-react';
import { ErrorView } from '../../../ui/error-view.tsx';
import { linkProblems } from '../input/field-problems.ts';
import styles from './refusal.module.css';

export interface RefusalProps {
  readonly signature: Signature;
  readonly error: ErrorRecord;
  readonly onRetry: () => void;
  readonly onField: (column: string) => void;
}

/** Why there is no prediction; what concerns a field leads to it. */
export function Refusal({ signature, error, onRetry, onField }: RefusalProps) {
  const problems = linkProblems(signature, error);
  const linked = problems.filter(({ column }) => column !== undefined);
  return (
    <div className={styles.refusal}>
      <ErrorView
        error={linked.length > 0 ? { ...error, fields: [] } : error}
        compact
        {...(error.retry === 'same' && { onRetry })}
      />
      {linked.length > 0 && (
        <ul className={styles.problems} aria-label="Fields to correct">
          {problems.map(({ path, message, column }) => (
            <li key={`${path} ${message}`}>
              {column === undefined ? (
                <span className={styles.plain}>
                  <code>{path}</code> {message}
                </span>
              ) : (
                <button type="button" className={styles.problem} onClick={() => onField(column.name)}>
                  <ArrowLeft size={14} aria-hidden />
                  <span>
                    <strong>{column.title}:</strong> {message}
                  </span>
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
