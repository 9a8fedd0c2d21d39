import type { Inspection } from '../../../../contract/inspection.ts';
import { PackageDraft, type PackageDraftInput } from '../../../../contract/packages.ts';
import type { LibraryFacts } from '../library-facts.ts';

/** A joblib file of scikit-learn 1.5.2 on Python 3.11 with two columns; `change` makes it something else. */
export function inspection(change: Partial<Inspection> = {}): Inspection {
  return {
    path: '/models/iris.joblib',
    name: 'iris',
    framework: 'sklearn',
    format: 'joblib',
    formatTitle: 'scikit-learn estimator, joblib',
    model: 'iris.joblib',
    files: [{ path: 'iris.joblib', bytes: 1000 }],
    bytes: 1000,
    sha256: 'a'.repeat(64),
    frameworkVersion: '1.5.2',
    python: '3.11',
    libraries: { 'scikit-learn': '1.5.2' },
    requirements: { source: 'inferred', lines: ['joblib', 'scikit-learn==1.5.2'] },
    signature: {
      inputs: [
        { name: 'petal_length', type: 'number' },
        { name: 'petal_width', type: 'number' },
      ],
      output: { task: 'classification', name: 'species', labels: [{ value: '0', title: 'setosa' }] },
    },
    sample: [{ petal_length: 1.4, petal_width: 0.2, species: 'setosa' }],
    pickles: [],
    findings: [],
    ...change,
  };
}

export function draft(change: Partial<PackageDraftInput> = {}): PackageDraft {
  return PackageDraft.parse({ inspectionId: 'job', name: 'iris', ...change });
}

/** A few libraries, with sizes that are easy to add up. */
export const facts: LibraryFacts = {
  source: 'made up',
  date: '2026-01-01',
  distributions: {
    numpy: { version: '2.0', bytes: 50_000_000, tests: 10_000_000 },
    'scikit-learn': { version: '1.5.2', bytes: 30_000_000, tests: 5_000_000 },
    joblib: { version: '1.4', bytes: 2_000_000, tests: 1_000_000 },
  },
  libraries: {
    numpy: {
      range: '>=1.24',
      brings: [],
      oldest: { '3.10': '1.21.2', '3.13': '2.1.0' },
      system: [],
      omit: [],
    },
    'scikit-learn': {
      range: '>=1.3,<2',
      brings: ['joblib', 'numpy', 'scipy'],
      oldest: { '3.10': '1.0.2', '3.11': '1.1.3', '3.12': '1.3.1', '3.13': '1.5.2' },
      system: [],
      omit: [],
      numpy2From: '1.4.2',
    },
    joblib: { range: '>=1.2', brings: [], oldest: {}, system: [], omit: [] },
    pandas: { range: '>=2.0', brings: ['numpy'], oldest: {}, system: [], omit: [] },
    lightgbm: { range: '>=4', brings: ['numpy'], oldest: {}, system: ['libgomp1'], omit: [] },
    xgboost: {
      range: '>=2',
      brings: ['numpy', 'nvidia-nccl'],
      oldest: {},
      system: [],
      omit: [],
      lighter: {
        name: 'xgboost-cpu',
        from: '2.1.1',
        why: 'It is a third of the size.',
        withoutGraphicsCards: true,
        askedForBy: ['xgboost-'],
      },
    },
    catboost: { range: '>=1.2', brings: ['numpy', 'plotly'], oldest: {}, system: [], omit: ['plotly'] },
    plotly: { range: '', brings: ['narwhals'], oldest: {}, system: [], omit: [] },
    onnxruntime: { range: '>=1.19', brings: ['numpy'], oldest: {}, system: [], omit: [] },
    mlflow: {
      range: '>=2.16',
      brings: [],
      oldest: {},
      system: [],
      omit: [],
      unsaid: { below: '2.16.0', name: 'setuptools', versions: '<81', why: 'Older ones import it.' },
    },
    torch: { range: '>=2.2', brings: [], oldest: {}, system: [], omit: [], note: 'It is large.' },
    skl2onnx: { range: '>=1.16', brings: [], oldest: {}, system: [], omit: [] },
  },
  frameworks: {
    onnx: { needs: [{ name: 'onnxruntime', why: 'It runs the graph.' }] },
    sklearn: {
      main: 'scikit-learn',
      needs: [{ name: 'joblib', why: 'It reads the file of the model.' }],
      converters: ['skl2onnx'],
    },
    xgboost: { main: 'xgboost', needs: [], converters: ['onnxmltools'] },
    lightgbm: { main: 'lightgbm', needs: [], converters: ['onnxmltools'] },
    catboost: { main: 'catboost', needs: [], converters: ['onnx'] },
    mlflow: {
      needs: [{ name: 'mlflow', why: 'It loads the folder.' }],
      noConverter: 'No converter knows this flavour.',
    },
    tensorflow: { main: 'tensorflow', needs: [], converters: ['tf2onnx'] },
    keras: { main: 'keras', needs: [], converters: ['tf2onnx'] },
    torch: { main: 'torch', needs: [], converters: ['onnx'] },
    transformers: { main: 'transformers', needs: [], noConverter: 'It does more than its graph.' },
    spacy: { main: 'spacy', needs: [], noConverter: 'Nothing converts it.' },
    'predict-py': { needs: [], noConverter: 'It is code of its own.' },
    'inference-py': { needs: [], noConverter: 'It is code of its own.' },
    'score-py': { needs: [], noConverter: 'It is code of its own.' },
  },
  server: [
    { name: 'numpy', range: '>=1.24', why: 'Rows reach the model as arrays.' },
    { name: 'orjson', range: '>=3.9', why: 'The server reads JSON with it.' },
  ],
  baseImageBytes: 100_000_000,
};
