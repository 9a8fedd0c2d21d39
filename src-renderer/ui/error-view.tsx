import { CircleX, RotateCw } from 'lucide-react';
import type { ErrorRecord } from '@contract/errors.ts';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import { CopyButton } from './copy-button.tsx';
import { errorReport } from './error-report.ts';
import styles from './error-view.module.css';

export interface ErrorViewProps {
  readonly error: ErrorRecord;
  readonly onRetry?: () => void;
  /** Without the box, for a place that has one. */
  readonly compact?: boolean;
}

/** What happened, why, what to do about it, and everything needed to report it. */
export function ErrorView({ error, onRetry, compact = false }: ErrorViewProps) {
  const { title, cause, fixes, action, details, fields = [], logId } = error;
  return (
    <div role="alert" data-error={error.code} className={classNames(styles.view, compact && styles.compact)}>
      <CircleX size={20} aria-hidden className={styles.icon} />
      <div className={styles.content}>
        <p className={styles.title}>{title}</p>
        <p className={styles.cause}>{cause}</p>
        <ol className={styles.fixes} aria-label="What to do">
          {fixes.map((fix) => (
            <li key={fix}>{fix}</li>
          ))}
        </ol>
        <div className={styles.acts}>
          {onRetry !== undefined && error.retry !== 'never' && (
            <Button variant="secondary" size="small" icon={RotateCw} onClick={onRetry}>
              Try again
            </Button>
          )}
          {action !== undefined && (
            <a className={styles.action} href={`#${action.route}`}>
              {action.label}
            </a>
          )}
          <CopyButton text={errorReport(error)} label="Copy report" visibleLabel />
        </div>
        <details className={styles.details} open={fields.length > 0}>
          <summary>Details</summary>
          {fields.length > 0 && (
            <ul className={styles.fields}>
              {fields.map(({ path, message }) => (
                <li key={`${path} ${message}`}>
                  {path !== '' && <code>{path}</code>} {message}
                </li>
              ))}
            </ul>
          )}
          {details !== undefined && fields.length === 0 && <p className={styles.raw}>{details}</p>}
          <p className={styles.code}>
            Code <code>{error.code}</code>
            {logId !== undefined && (
              <>
                , log id <code>{logId}</code>
              </>
            )}
          </p>
        </details>
      </div>
    </div>
  );
}
