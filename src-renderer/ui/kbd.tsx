import { isMac } from './platform.ts';
import { keyCaps } from './shortcut.ts';
import styles from './kbd.module.css';

/** Key caps of a shortcut such as `mod+k`. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <span className={styles.keys}>
      {keyCaps(keys, isMac).map((cap) => (
        <kbd key={cap} className={styles.cap}>
          {cap}
        </kbd>
      ))}
    </span>
  );
}
