import styles from './cards-loading.module.css';

/** The outlines of the cards while the models are read. */
export function CardsLoading() {
  return (
    <div role="status" className={styles.cards}>
      <span className="visually-hidden">Reading the sample models</span>
      {[1, 2, 3].map((card) => (
        <span key={card} className={styles.card} />
      ))}
    </div>
  );
}
