import { cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { columnsOf, findingsOf, fixture, inspecting } from '../../adapters/model-files/testing/inspecting.ts';

const place = inspecting();
afterAll(() => place.close());

const iris = 'sepal_length: number, sepal_width: number, petal_length: number, petal_width: number';

describe('a folder', () => {
  it.each([
    ['saved-model', 'tensorflow', '2.18.0', 'serving_default', 'x: tensor'],
    ['spacy', 'spacy', '3.8.2', 'en, textcat', 'text: string'],
    ['transformers', 'transformers', '4.51.3', 'BertForSequenceClassification', 'text: string'],
    ['mlflow', 'mlflow', '1.9.1', 'mlflow.sklearn', iris],
    ['torch-state', 'torch', undefined, 'net.py:Net', undefined],
    ['torch-legacy', 'torch', undefined, 'net.py:Net', undefined],
    ['safetensors', 'torch', undefined, 'net.py:Net', undefined],
  ])('%s is told by what lies in it', async (path, framework, version, entry, columns) => {
    const found = await place.inspect(fixture(path));
    expect([found.framework, found.frameworkVersion, found.entry, columnsOf(found)]).toEqual([
      ...[framework, version, entry, columns],
    ]);
  });

  it('of MLflow brings its requirements, its Python and its example', async () => {
    const { requirements, python, sample, signatureSource, libraries } = await place.inspect(
      fixture('mlflow'),
    );
    expect({ requirements, python, sample, signatureSource, libraries }).toEqual({
      requirements: { source: 'mlflow', lines: ['mlflow==3.17.2', 'scikit-learn==1.9.1', 'pandas'] },
      python: '3.11',
      sample: [
        { sepal_length: 5.1, sepal_width: 3.5, petal_length: 1.4, petal_width: 0.2 },
        { sepal_length: 4.9, sepal_width: 3, petal_length: 1.4, petal_width: 0.2 },
      ],
      signatureSource: 'mlflow',
      libraries: { mlflow: '3.17.2', 'scikit-learn': '1.9.1' },
    });
  });

  it.each([
    ['MLmodel', 'mlflow', ''],
    ['code/inference.py', 'inference-py', 'code/inference.py'],
    ['score.py', 'score-py', 'score.py'],
    ['predict.py', 'predict-py', 'predict.py'],
    ['saved_model.pb', 'tensorflow', ''],
    ['', 'onnx', 'model.onnx'],
  ])('takes what says most of serving: with %s, %s', async (_marker, framework, model) => {
    const all: Record<string, string> = {
      MLmodel: 'flavors:\n  python_function:\n    loader_module: mlflow.sklearn\n',
      'code/inference.py': 'def model_fn(folder): ...\n',
      'score.py': 'def init(): ...\ndef run(data): ...\n',
      'predict.py': 'class Model:\n    def predict(self, rows): ...\n',
    };
    const order = ['MLmodel', 'code/inference.py', 'score.py', 'predict.py', 'saved_model.pb', ''];
    const kept = order.slice(order.indexOf(_marker)).filter((path) => Object.hasOwn(all, path));
    const root = place.folder(Object.fromEntries(kept.map((path) => [path, all[path] ?? ''])));
    if (order.indexOf(_marker) <= 4)
      cpSync(fixture('saved-model/saved_model.pb'), join(root, 'saved_model.pb'));
    cpSync(fixture('onnx/iris.onnx'), join(root, 'model.onnx'));
    const found = await place.inspect(root);
    expect([found.framework, found.model]).toEqual([framework, model]);
  });

  it('says which of several models is taken', async () => {
    const root = place.folder({});
    cpSync(fixture('onnx/iris.onnx'), join(root, 'b.onnx'));
    cpSync(fixture('sklearn/plain.joblib'), join(root, 'a.joblib'));
    const { model, findings } = await place.inspect(root);
    expect([model, findings.find(({ id }) => id === 'several-models')?.observed]).toEqual([
      'b.onnx',
      'b.onnx is taken; a.joblib is passed over.',
    ]);
  });

  it('leaves out what belongs to tools, and does not follow links', async () => {
    const root = place.folder({
      '.git/config': 'x',
      'venv/lib/a.py': 'x',
      'predict.py': 'def predict(rows): ...\n',
    });
    symlinkSync('/etc/passwd', join(root, 'data.txt'));
    const found = await place.inspect(root);
    expect([found.files, findingsOf(found)]).toEqual([
      [{ path: 'predict.py', bytes: 23 }],
      ['warns left-out-links', 'info no-signature', 'info left-out-tools'],
    ]);
  });

  it('is what a script in it is, when the path is the script', async () => {
    const root = place.folder({
      'score.py': 'def init(): ...\ndef run(data): ...\n',
      'data.json': '{}',
      MLmodel: 'flavors: {}\n',
    });
    const { framework, files } = await place.inspect(join(root, 'score.py'));
    expect([framework, files.map(({ path }) => path)]).toEqual([
      'score-py',
      ['MLmodel', 'data.json', 'score.py'],
    ]);
  });
});

describe('scripts', () => {
  it.each([
    ['predict.py', 'def load(folder): ...\ndef predict(model, rows): ...', 'load, predict', 'predict.py'],
    [
      'predict.py',
      'class Base:\n  def predict(self, x): ...\nclass Mine(Base):\n  def predict(self, x): ...',
      'Mine',
      'predict.py',
    ],
    [
      'predict.py',
      'def predict(text):\n  for word in text: yield word',
      'predict',
      'predict.py whose answer is streamed',
    ],
    [
      'inference.py',
      'def model_fn(d): ...\nasync def predict_fn(d, m): ...',
      'model_fn, predict_fn',
      'inference.py in the form of SageMaker’s containers',
    ],
    [
      'score.py',
      '"""\ndef run():\n"""\ndef init(): ...\ndef run(data): ...',
      'init, run',
      'score.py in the form of Azure Machine Learning',
    ],
  ])('%s is read without being run: %s', async (name, text, entry, formatTitle) => {
    const found = await place.inspect(place.folder({ [name]: text }));
    expect([found.entry, found.formatTitle]).toEqual([entry, formatTitle]);
  });

  it('need what they import, as far as it is known', async () => {
    const text =
      'import os, numpy as np\nfrom sklearn import svm\nimport mine, own.part\ndef predict(rows): ...\n';
    const found = await place.inspect(place.folder({ 'predict.py': text, 'mine.py': 'import yaml\n' }));
    expect([
      found.requirements.lines,
      found.findings.find(({ id }) => id === 'imports-unknown')?.observed,
    ]).toEqual([
      ['PyYAML', 'numpy', 'scikit-learn'],
      'predict.py, or a module beside it, imports own; which distribution brings it is not recorded.',
    ]);
  });

  it.each([
    [
      'requirements.txt',
      'numpy==2.0 # c\n--index-url https://x\nscipy\n',
      'requirements.txt',
      ['numpy==2.0', 'scipy'],
    ],
    [
      'conda.yaml',
      'dependencies:\n- python=3.10\n- numpy=1.26\n- pip:\n  - scipy>=1\n',
      'conda',
      ['numpy==1.26.*', 'scipy>=1'],
    ],
    [
      'pyproject.toml',
      '[project]\nrequires-python = ">=3.12"\ndependencies = [\n  "numpy>=2",\n]\n',
      'pyproject',
      ['numpy>=2'],
    ],
  ])('take their requirements from %s', async (name, text, source, lines) => {
    const { requirements } = await place.inspect(
      place.folder({ 'predict.py': 'def predict(rows): ...', [name]: text }),
    );
    expect(requirements).toEqual({ source, lines });
  });
});
