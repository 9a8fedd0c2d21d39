import { createHash } from 'node:crypto';
import { cpSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inspectModel } from './inspect-model.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { columnsOf, fixture, inspecting } from '../../adapters/model-files/testing/inspecting.ts';

const place = inspecting();
afterAll(() => place.close());

const iris = 'sepal_length: number, sepal_width: number, petal_length: number, petal_width: number';
const numbered = 'x0: number, x1: number, x2: number, x3: number';
const never = new AbortController().signal;

describe('a model of one file', () => {
  it.each([
    [
      'sklearn/forest.joblib',
      'sklearn',
      'joblib',
      '1.9.1',
      'sklearn.ensemble._forest.RandomForestClassifier',
      iris,
    ],
    ['sklearn/plain.joblib', 'sklearn', 'joblib', '1.9.1', 'sklearn.pipeline.Pipeline', iris],
    ['sklearn/zlib.joblib', 'sklearn', 'joblib', '1.9.1', 'sklearn.pipeline.Pipeline', iris],
    ['sklearn/gzip.joblib', 'sklearn', 'joblib', '1.9.1', 'sklearn.pipeline.Pipeline', iris],
    ['sklearn/bz2.joblib', 'sklearn', 'joblib', '1.9.1', 'sklearn.pipeline.Pipeline', iris],
    ['sklearn/xz.joblib', 'sklearn', 'joblib', '1.9.1', 'sklearn.pipeline.Pipeline', iris],
    ['sklearn/lzma.joblib', 'sklearn', 'joblib', '1.9.1', 'sklearn.pipeline.Pipeline', iris],
    ['sklearn/lz4.joblib', 'sklearn', 'joblib', '1.9.1', 'sklearn.pipeline.Pipeline', iris],
    ['sklearn/named.skops', 'sklearn', 'skops', '1.9.1', 'sklearn.pipeline.Pipeline', iris],
    [
      'sklearn/mixed.joblib',
      'sklearn',
      'joblib',
      '1.9.1',
      'sklearn.pipeline.Pipeline',
      'island: string, bill: number',
    ],
    ['xgboost/model.json', 'xgboost', 'xgboost-json', '3.2.0', 'xgboost.Booster (multi:softprob)', iris],
    ['xgboost/model.ubj', 'xgboost', 'xgboost-ubj', '3.2.0', 'xgboost.Booster (multi:softprob)', iris],
    ['xgboost/model.pkl', 'xgboost', 'pickle', '3.2.0', 'xgboost.sklearn.XGBClassifier', iris],
    ['lightgbm/model.txt', 'lightgbm', 'lightgbm-text', undefined, 'lightgbm.Booster (multiclass)', iris],
    ['lightgbm/model.pkl', 'lightgbm', 'pickle', undefined, 'lightgbm.sklearn.LGBMClassifier', iris],
    ['catboost/model.cbm', 'catboost', 'catboost-cbm', '1.2.10', 'catboost.CatBoost (MultiClass)', iris],
    ['torch/script.pt', 'torch', 'torchscript', undefined, 'Net', undefined],
    ['torch/whole.pt', 'torch', 'torch-module', undefined, '__main__.Net', undefined],
    ['torch/program.pt2', 'torch', 'torch-export', undefined, 'torch.export.ExportedProgram', undefined],
    ['keras/plain.keras', 'keras', 'keras', '3.9.2', 'keras.Sequential', 'x: tensor'],
    ['keras/legacy.h5', 'keras', 'keras-h5', '2.15.0', 'keras.Sequential', 'x: tensor'],
    [
      'onnx/image.onnx',
      'onnx',
      'onnx',
      undefined,
      '2 nodes: image float[?×1×4×4] -> logits float[?×16]',
      'image: tensor',
    ],
    [
      'onnx/iris.onnx',
      'onnx',
      'onnx',
      undefined,
      '3 nodes: X float[?×4] -> label string[?], probabilities float[?×3]',
      numbered,
    ],
  ])('%s is told by its content', async (path, framework, format, version, entry, columns) => {
    const found = await place.inspect(fixture(path));
    expect([found.framework, found.format, found.frameworkVersion, found.entry, columnsOf(found)]).toEqual([
      ...[framework, format, version, entry, columns],
    ]);
  });

  it('is the same whatever its name is', async () => {
    const root = place.folder({});
    cpSync(fixture('onnx/iris.onnx'), join(root, 'weights.dat'));
    const { framework, model, name } = await place.inspect(join(root, 'weights.dat'));
    expect([framework, model, name]).toEqual(['onnx', 'weights.dat', 'weights-dat']);
  });

  it('says what it needs, with the versions it records', async () => {
    const lines = await Promise.all(
      ['sklearn/plain.joblib', 'xgboost/model.pkl', 'catboost/model.cbm', 'keras/plain.keras'].map(
        async (path) => (await place.inspect(fixture(path))).requirements,
      ),
    );
    expect(lines).toEqual([
      { source: 'inferred', lines: ['joblib', 'numpy>=2', 'pandas', 'scikit-learn==1.9.1'] },
      { source: 'inferred', lines: ['joblib', 'pandas', 'scikit-learn', 'xgboost==3.2.0'] },
      { source: 'inferred', lines: ['catboost==1.2.10'] },
      { source: 'inferred', lines: ['keras==3.9.2', 'tensorflow'] },
    ]);
  });

  it.each(['forest.joblib', 'named.skops'])('reads the labels of %s', async (name) => {
    const { signature, signatureSource } = await place.inspect(fixture(`sklearn/${name}`));
    const labels = ['setosa', 'versicolor', 'virginica'].map((value) => ({ value, title: value }));
    expect([signature?.output, signatureSource]).toEqual([
      { task: 'classification', name: 'label', labels },
      'file',
    ]);
  });

  it('closes a column to the categories that its encoder knows, when that refuses others', async () => {
    const { signature } = await place.inspect(fixture('sklearn/mixed.joblib'));
    expect(signature).toEqual({
      inputs: [
        { name: 'island', type: 'string', categories: ['Biscoe', 'Dream', 'Torgersen'] },
        { name: 'bill', type: 'number' },
      ],
      output: { task: 'regression', name: 'value' },
    });
  });

  it('takes along the weights that a graph keeps beside itself', async () => {
    const { files, model } = await place.inspect(fixture('onnx-external/model.onnx'));
    expect([model, files]).toEqual([
      'model.onnx',
      [
        { path: 'model.onnx', bytes: 172 },
        { path: 'weights.bin', bytes: 4 },
      ],
    ]);
  });
});

describe('every protocol of pickle', () => {
  it('says the same', async () => {
    const found = await Promise.all(
      [0, 1, 2, 3, 4, 5].map((protocol) => place.inspect(fixture(`sklearn/protocol-${protocol}.pkl`))),
    );
    expect(found.map(({ pickles: [first] }) => first?.protocol)).toEqual([0, 0, 2, 3, 4, 5]);
    expect(new Set(found.map((one) => JSON.stringify([one.signature, one.libraries, one.entry]))).size).toBe(
      1,
    );
    expect(
      found.every(({ pickles }) =>
        pickles.every(({ globals }) => globals.every(({ verdict }) => verdict === 'known')),
      ),
    ).toBe(true);
  });
});

describe('the hash', () => {
  it('of a file is its own, of a folder that of the lines', async () => {
    const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');
    const root = place.folder({ 'predict.py': 'def predict(rows): ...', 'b/data.txt': 'data' });
    const options = { signal: never, hash: true };
    const ofFolder = await inspectModel(place.parts, { path: root }, options);
    cpSync(fixture('onnx/iris.onnx'), join(root, 'one.onnx'));
    const ofFile = await inspectModel(place.parts, { path: fixture('lightgbm/model.txt') }, options);
    expect([ofFolder.sha256, ofFile.sha256]).toEqual([
      sha256(
        `${[`${sha256('def predict(rows): ...')}  predict.py`, `${sha256('data')}  b/data.txt`].sort().join('\n')}\n`,
      ),
      sha256(readFileSync(fixture('lightgbm/model.txt'), 'utf8')),
    ]);
  });
});
describe('what is no model', () => {
  it.each([
    ['file.missing', () => join(place.home, 'nowhere.pkl')],
    ['model.empty', () => join(place.folder({ 'model.pkl': '' }), 'model.pkl')],
    ['model.empty', () => place.folder({ 'model.onnx': '' })],
    ['model.not-found', () => place.folder({ 'readme.md': 'hello' })],
    ['model.not-found', () => join(place.folder({ 'a.csv': 'a,b\n1,2\n' }), 'a.csv')],
    ['model.not-found', () => fixture('archives/nothing.zip')],
    ['model.unreadable', () => fixture('onnx-outside')],
    ['model.unreadable', () => place.folder({ MLmodel: 'flavors: [' })],
  ])('ends in %s', async (code, path) => {
    await expect(place.inspect(path())).rejects.toMatchObject({ record: { code } });
  });
});

describe('a file that is cut off', () => {
  it.each([
    ...[
      'sklearn/plain.joblib',
      'sklearn/zlib.joblib',
      'sklearn/bz2.joblib',
      'sklearn/xz.joblib',
      'sklearn/lz4.joblib',
    ],
    ...[
      'sklearn/named.skops',
      'sklearn/protocol-0.pkl',
      'sklearn/protocol-5.pkl',
      'xgboost/model.json',
      'xgboost/model.ubj',
    ],
    ...[
      'lightgbm/model.txt',
      'catboost/model.cbm',
      'onnx/iris.onnx',
      'torch/script.pt',
      'keras/plain.keras',
      'keras/legacy.h5',
    ],
    ...['safetensors/weights.safetensors', 'archives/good.tar.gz', 'archives/good.zip'],
  ])('%s is named so', async (path) => {
    const bytes = readFileSync(fixture(path));
    for (const part of [0.3, 0.6, 0.95]) {
      const root = place.folder({ [basename(path)]: bytes.subarray(0, Math.floor(bytes.length * part)) });
      await expect(place.inspect(join(root, basename(path)))).rejects.toMatchObject({
        record: { code: 'model.truncated' },
      });
    }
  });
});
