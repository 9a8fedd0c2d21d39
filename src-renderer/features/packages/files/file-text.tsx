import { FileDigit } from 'lucide-react';
import type { ReactNode } from 'react';
import { CodeView } from '../../../ui/code-view.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import styles from './file-text.module.css';

export interface FileTextProps {
  readonly path: string;
  /** What it is for. */
  readonly what?: string | undefined;
  /** Missing for what has no text to show. */
  readonly text: string | undefined;
  /** Why there is no text. */
  readonly without?: ReactNode;
  readonly truncated?: boolean;
}

/** One file, as text where it has some. */
export function FileText({ path, what, text, without, truncated = false }: FileTextProps) {
  return (
    <>
      <div className={styles.head}>
        <div className={styles.names}>
          <code className={styles.path} translate="no">
            {path}
          </code>
          {what !== undefined && <p className={styles.what}>{what}</p>}
        </div>
        {text !== undefined && text !== '' && <CopyButton text={text} label={`Copy ${path}`} />}
      </div>
      {text === undefined ? (
        <p className={styles.none}>
          <FileDigit size={16} aria-hidden /> {without ?? 'There is no text to show.'}
        </p>
      ) : text === '' ? (
        <p className={styles.none}>The file is empty.</p>
      ) : (
        <CodeView text={text} language={path.endsWith('.json') ? 'json' : 'text'} label={`Text of ${path}`} />
      )}
      {truncated && <p className={styles.what}>Cut here: the file is longer than what is shown.</p>}
    </>
  );
}
