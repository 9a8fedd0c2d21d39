import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findingsOf, fixture, inspecting } from '../../adapters/model-files/testing/inspecting.ts';

const place = inspecting();
afterAll(() => place.close());

const named = (code: string, details: string) => ({
  record: { code, details: expect.stringContaining(details) as string },
});

describe('a hostile pickle', () => {
  const call = 'touch slipway-canary';
  it.each([
    ['system.pkl', ['posix.system']],
    ['system-0.pkl', ['os.system']],
    ['getattr.pkl', ['builtins.getattr', 'builtins.__import__', 'builtins.eval']],
    ['escaped.pkl', ['os.system']],
    ['dotted.pkl', ['sklearn.externe.os.system']],
    ['zipped.pt', ['posix.system']],
    ['nested.pt', ['posix.system']],
    ['joblib.joblib', ['posix.system']],
    ['joblib-zlib.joblib', ['posix.system']],
    ['joblib-bz2.joblib', ['posix.system']],
    ['joblib-xz.joblib', ['posix.system']],
    ['changes-class.pkl', ['<changed>.sklearn.base.BaseEstimator']],
  ])('%s is named and must be accepted', async (name, globals) => {
    const { findings, pickles } = await place.inspect(fixture(`evil/${name}`));
    expect(findings.filter(({ severity }) => severity === 'accept').map(({ id }) => id)).toEqual(
      globals.map((global) => `pickle:${global}`),
    );
    expect(
      pickles
        .flatMap((one) => one.globals)
        .filter(({ verdict }) => verdict === 'dangerous')
        .map((one) => one.name),
    ).toEqual(globals);
  });

  it('is told with what it would call, and where', async () => {
    const { findings } = await place.inspect(fixture('evil/nested.pt'));
    expect(findings.find(({ severity }) => severity === 'accept')?.observed).toContain(
      `nested.pt!net/extra/inner.pt!net/data.pkl: called once, with "${call}"`,
    );
  });

  it('is refused when it would run and then break, with what it would have run', async () => {
    await expect(place.inspect(fixture('evil/runs-then-breaks.pkl'))).rejects.toMatchObject(
      named('model.unreadable', 'Until there it imports posix.system.'),
    );
  });

  it('is found beside the model that is taken', async () => {
    const root = place.folder({ 'predict.py': 'def predict(rows):\n    return rows\n' });
    cpSync(fixture('evil/system.pkl'), join(root, 'data/cache.bin'));
    expect(findingsOf(await place.inspect(root))).toContain('accept pickle:posix.system');
  });

  it('has never been run', () => {
    expect(
      [process.cwd(), fixture(''), fixture('evil'), place.home].filter((one) =>
        existsSync(join(one, 'slipway-canary')),
      ),
    ).toEqual([]);
  });
});

describe('code in other formats', () => {
  it.each([
    ['keras/lambda.keras', 'accept keras-lambda'],
    ['saved-model-files', 'accept tensorflow:WriteFile'],
    ['transformers-code', 'accept transformers-code'],
    ['torch/whole.pt', 'blocks torch-whole-module'],
  ])('%s is a finding', async (path, id) => {
    expect(findingsOf(await place.inspect(fixture(path)))).toContain(id);
  });

  it('of an MLflow model must be accepted', async () => {
    const MLmodel = 'flavors:\n  python_function:\n    loader_module: my_loader\n    code: code\n';
    expect(findingsOf(await place.inspect(place.folder({ MLmodel })))).toEqual(
      expect.arrayContaining(['accept mlflow-loader', 'accept mlflow-code']),
    );
  });
});

describe('an archive', () => {
  it.each([
    ['good.tar.gz', 'tar.gz', 'inference-py', 'code/inference.py', ['code/inference.py', 'model.onnx']],
    ['good.zip', 'zip', 'onnx', 'model/model.onnx', ['model/model.onnx']],
  ])('%s is looked into', async (name, archive, framework, model, files) => {
    const found = await place.inspect(fixture(`archives/${name}`));
    expect([found.archive, found.framework, found.model, found.files.map(({ path }) => path)]).toEqual([
      ...[archive, framework, model, files],
    ]);
  });

  it.each([
    ['escape.tar.gz', 'leads outside'],
    ['absolute.zip', 'begins at the root'],
    ['link.tar.gz', 'it is a symlink'],
    ['twice.zip', 'two of this name'],
  ])('%s is refused', async (name, details) => {
    await expect(place.inspect(fixture(`archives/${name}`))).rejects.toMatchObject(
      named('model.archive', details),
    );
  });

  it('leaves nothing behind', () => {
    expect(existsSync(place.scratch) ? readdirSync(place.scratch) : []).toEqual([]);
  });
});
