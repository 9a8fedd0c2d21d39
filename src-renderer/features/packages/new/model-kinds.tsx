import styles from './model-kinds.module.css';

const kinds: readonly { readonly title: string; readonly files: string }[] = [
  { title: 'scikit-learn', files: '.joblib, .pkl, .skops' },
  { title: 'XGBoost, LightGBM, CatBoost', files: '.json, .ubj, .txt, .cbm' },
  { title: 'ONNX', files: '.onnx' },
  { title: 'TensorFlow, Keras', files: 'SavedModel, .keras, .h5' },
  { title: 'PyTorch', files: '.pt, .pt2, .safetensors' },
  { title: 'Transformers, spaCy', files: 'the model’s folder' },
  { title: 'MLflow', files: 'a folder with MLmodel' },
  { title: 'Code of your own', files: 'predict.py, inference.py, score.py' },
];

/** What can be packaged, for who does not know what to point at. */
export function ModelKinds() {
  return (
    <aside className={styles.kinds} aria-labelledby="model-kinds">
      <h3 id="model-kinds" className={styles.title}>
        What can be packaged
      </h3>
      <dl className={styles.list}>
        {kinds.map(({ title, files }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{files}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.more}>Each also in a .zip or .tar.gz archive.</p>
    </aside>
  );
}
