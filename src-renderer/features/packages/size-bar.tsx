import { classNames } from '../../ui/class-names.ts';
import { formatBytes } from '../../ui/format.ts';
import { shareText, type SizePart } from './size-parts.ts';
import styles from './size-bar.module.css';

const shades = [styles.shade0, styles.shade1, styles.shade2, styles.shade3, styles.shade4, styles.shade5];

/** A whole and its parts: one bar, and the same as text. */
export function SizeBar({ parts, label }: { readonly parts: readonly SizePart[]; readonly label: string }) {
  return (
    <div className={styles.size}>
      <div className={styles.bar} aria-hidden>
        {parts.map(({ title, share }, index) => (
          <span
            key={title}
            className={classNames(styles.part, shades[index % shades.length])}
            style={{ flexGrow: share }}
          />
        ))}
      </div>
      <ul className={styles.legend} aria-label={label}>
        {parts.map(({ title, bytes, share }, index) => (
          <li key={title} className={styles.entry}>
            <span className={classNames(styles.dot, shades[index % shades.length])} aria-hidden />
            <span className={styles.title}>{title}</span>
            <span className={styles.bytes}>{formatBytes(bytes)}</span>
            <span className={styles.share}>{shareText(share)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
