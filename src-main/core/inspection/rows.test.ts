import { join } from 'node:path';
import { createFiles } from '../../adapters/files/files.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { columnsOf, findingsOf, fixture, inspecting } from '../../adapters/model-files/testing/inspecting.ts';

const place = inspecting(createFiles());
afterAll(() => place.close());

const iris = 'sepal_length: number, sepal_width: number, petal_length: number, petal_width: number';

describe('rows of the training', () => {
  const rows = 'a,b,kind,label\n1,0.5,x,no\n2,,y,yes\n3,1.5,x,no\n4,2.5,y,yes\n5,3.5,x,no\n6,4.5,y,yes\n';

  it('give a signature to a model that has none', async () => {
    const root = place.folder({ 'predict.py': 'def predict(rows): ...', 'rows.csv': rows });
    const found = await place.inspect(root, { rowsPath: join(root, 'rows.csv'), target: 'label' });
    expect([found.signature, found.signatureSource, found.sample.slice(0, 2), found.sample.length]).toEqual([
      {
        inputs: [
          { name: 'a', type: 'number', min: 1, max: 6 },
          { name: 'b', type: 'number', optional: true, min: 0.5, max: 4.5 },
          { name: 'kind', type: 'string', categories: ['x', 'y'] },
        ],
        output: {
          task: 'classification',
          name: 'label',
          labels: ['no', 'yes'].map((value) => ({ value, title: value })),
        },
      },
      'rows',
      [
        { a: 1, b: 0.5, kind: 'x' },
        { a: 2, b: null, kind: 'y' },
      ],
      6,
    ]);
  });

  it('name the columns of a model that only counts them', async () => {
    const root = place.folder({ 'rows.csv': 'w,x,y,z\n1,2,3,4\n' });
    const found = await place.inspect(fixture('onnx/iris.onnx'), { rowsPath: join(root, 'rows.csv') });
    expect([columnsOf(found), found.signatureSource, found.sample]).toEqual([
      'w: number, x: number, y: number, z: number',
      'rows',
      [{ w: 1, x: 2, y: 3, z: 4 }],
    ]);
  });

  it('that do not fit are said so, and change nothing', async () => {
    const root = place.folder({ 'rows.csv': rows });
    const found = await place.inspect(fixture('sklearn/plain.joblib'), { rowsPath: join(root, 'rows.csv') });
    expect([columnsOf(found), found.sample, findingsOf(found)]).toEqual([
      iris,
      [],
      ['warns rows-columns', 'info pickle'],
    ]);
  });

  it.each([
    ['rows.column-missing', 'a\n1\n', 'b'],
    ['rows.empty', 'a\n', 'a'],
  ])('end in %s', async (code, text, target) => {
    const root = place.folder({ 'rows.csv': text });
    const input = { rowsPath: join(root, 'rows.csv'), target };
    await expect(place.inspect(fixture('onnx/iris.onnx'), input)).rejects.toMatchObject({ record: { code } });
  });
});
