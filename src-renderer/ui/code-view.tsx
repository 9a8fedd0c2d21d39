import { classNames } from './class-names.ts';
import { httpTokens, jsonTokens, maxColoured, type Token } from './code-tokens.ts';
import styles from './code-view.module.css';

export interface CodeViewProps {
  readonly text: string;
  readonly language?: 'json' | 'http' | 'text';
  /** Names the region, which takes the focus so that it can be scrolled by keyboard. */
  readonly label: string;
}

/** Text of a machine, read-only, wrapped. */
export function CodeView({ text, language = 'text', label }: CodeViewProps) {
  return (
    <pre tabIndex={0} role="region" aria-label={label} translate="no" className={styles.view}>
      {tokensOf(text, language).map(({ kind, text: part }, index) =>
        kind === 'plain' ? (
          part
        ) : (
          <span key={index} className={classNames(styles[kind])}>
            {part}
          </span>
        ),
      )}
    </pre>
  );
}

function tokensOf(text: string, language: 'json' | 'http' | 'text'): readonly Token[] {
  if (language === 'text' || text.length > maxColoured) return [{ kind: 'plain', text }];
  return language === 'json' ? jsonTokens(text) : httpTokens(text);
}
