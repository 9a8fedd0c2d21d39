import type { Finding, Framework } from '@contract/inspection.ts';
import type { PackageDraft } from '@contract/packages.ts';

/** Frameworks by the names that people know them by. */
export const frameworkTitles: Readonly<Record<Framework, string>> = {
  onnx: 'ONNX',
  sklearn: 'scikit-learn',
  xgboost: 'XGBoost',
  lightgbm: 'LightGBM',
  catboost: 'CatBoost',
  mlflow: 'MLflow',
  tensorflow: 'TensorFlow',
  keras: 'Keras',
  torch: 'PyTorch',
  transformers: 'Transformers',
  spacy: 'spaCy',
  'predict-py': 'predict.py',
  'inference-py': 'inference.py',
  'score-py': 'score.py',
};

export const productTitles: Readonly<Record<PackageDraft['product'], string>> = {
  image: 'Container image',
  process: 'Process on this computer',
  folder: 'Build folder only',
};

/** What findings of a severity mean for the person who packages, the most serious first. */
export const severityWords: Readonly<
  Record<Finding['severity'], { readonly title: string; readonly meaning: string }>
> = {
  blocks: { title: 'Stops packaging', meaning: 'To be mended before it can be packaged.' },
  accept: { title: 'Needs a decision', meaning: 'Packaged only once each one is accepted.' },
  warns: { title: 'Worth a look', meaning: 'Does not stop the build.' },
  info: { title: 'Good to know', meaning: 'No decision is needed.' },
};
