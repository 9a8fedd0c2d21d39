import styles from './loading.module.css';

/** Skeleton lines that appear after 150 ms, so that what is quick does not flicker. */
export function Loading({ label }: { readonly label: string }) {
  return (
    <div role="status" className={styles.loading}>
      <span className="visually-hidden">{label}</span>
      <span className={styles.line} />
      <span className={styles.line} />
      <span className={styles.line} />
    </div>
  );
}
