import { describe, expect, test } from 'vitest';
import type { Inspection } from '../../../contract/inspection.ts';
import { requirementSource, servedRequirements, workbenchRequirements } from './requirements.ts';
import { draft, facts, inspection } from './testing/inspection.ts';

const lines = (of: Inspection, change: Parameters<typeof draft>[0] = {}, servedBy = of.framework) =>
  servedRequirements(requirementSource(of, draft(change)), servedBy, facts).map(({ line }) => line);

describe('what is served', () => {
  test('a conversion needs ONNX Runtime and the server, and nothing of the model', () => {
    expect(lines(inspection(), { requirements: ['pillow'] }, 'onnx')).toEqual([
      'numpy>=1.24',
      'onnxruntime>=1.19',
      'orjson>=3.9',
    ]);
  });

  test('on a base image for graphics cards, ONNX Runtime is the one for them', () => {
    const onnx = inspection({ framework: 'onnx', requirements: { source: 'inferred', lines: [] } });
    expect(lines(inspection(), { baseImage: 'nvidia/cuda:12.4.1-runtime-ubuntu22.04' }, 'onnx')).toContain(
      'onnxruntime-gpu>=1.19',
    );
    expect(lines(onnx)).toContain('onnxruntime>=1.19');
  });

  test('recorded versions are asked for exactly, without the part that names a build', () => {
    const torch = inspection({
      framework: 'torch',
      frameworkVersion: '2.4.1+cpu',
      libraries: { numpy: '>=2' },
      requirements: { source: 'inferred', lines: [] },
    });
    expect(lines(torch)).toEqual(['numpy>=2', 'orjson>=3.9', 'torch==2.4.1']);
  });

  test('a library from before numpy 2 gets a numpy from before 2', () => {
    const old = inspection({ requirements: { source: 'inferred', lines: ['scikit-learn==1.2.2'] } });
    expect(lines(old)).toContain('numpy>=1.24,<2');
  });

  test('columns of text bring pandas, which the adapter hands them over with', () => {
    const signature: Inspection['signature'] = {
      inputs: [{ name: 'city', type: 'string' }],
      output: { task: 'regression', name: 'price' },
    };
    expect(lines(inspection({ signature }))).toContain('pandas>=2.0');
    expect(lines(inspection())).not.toContain('pandas>=2.0');
  });

  test('a further requirement replaces the one of the same library, whatever it is called', () => {
    const boosted = inspection({
      framework: 'xgboost',
      requirements: { source: 'inferred', lines: ['xgboost==3.0.0'] },
    });
    expect(lines(boosted)).toEqual(['numpy>=1.24', 'orjson>=3.9', 'xgboost-cpu==3.0.0']);
    expect(lines(boosted, { requirements: ['XGBoost==3.1'] })).toEqual([
      'numpy>=1.24',
      'orjson>=3.9',
      'xgboost==3.1',
    ]);
  });

  test.each<[string, Parameters<typeof draft>[0], string[]]>([
    ['another processor', { platform: 'linux/arm64' }, ['xgboost==3.0.0']],
    ['graphics cards', { baseImage: 'company/cuda:12' }, ['xgboost==3.0.0']],
    ['a version before the lighter one', {}, ['xgboost==2.0.3']],
    ['something that asks for the heavy one', {}, ['xgboost==3.0.0', 'xgboost-ray']],
  ])('the lighter distribution is not for %s', (_, change, asked) => {
    const boosted = inspection({
      framework: 'xgboost',
      requirements: { source: 'requirements.txt', lines: asked },
    });
    expect(lines(boosted, change).filter((line) => line.startsWith('xgboost'))).toEqual(asked);
  });

  test('what an old version imports without saying so comes with it', () => {
    const folder = (version: string) =>
      inspection({
        framework: 'mlflow',
        libraries: {},
        requirements: { source: 'mlflow', lines: [`mlflow==${version}`] },
      });
    expect(lines(folder('2.10.2'))).toContain('setuptools<81');
    expect(lines(folder('2.16.0'))).not.toContain('setuptools<81');
  });

  test('a line is read whatever its blanks, extras, markers and comments', () => {
    const of = inspection({
      framework: 'predict-py',
      libraries: {},
      requirements: {
        source: 'requirements.txt',
        lines: ['Flask [async] >= 2 , < 4 ; python_version < "4" # web', 'PyYAML'],
      },
    });
    expect(lines(of)).toEqual([
      'flask[async]>=2,<4 ; python_version < "4"',
      'numpy>=1.24',
      'orjson>=3.9',
      'pyyaml',
    ]);
  });
});

test('the workbench has the libraries of the model, the converter and ONNX Runtime', () => {
  const source = requirementSource(
    inspection({ requirements: { source: 'mlflow', lines: ['scikit-learn==1.5.2', 'lightgbm==4.5.0'] } }),
    draft(),
  );
  expect(workbenchRequirements(source, facts)).toEqual([
    { line: 'joblib>=1.2', why: 'It reads the file of the model.' },
    { line: 'lightgbm==4.5.0', why: 'The MLflow model asks for it.' },
    { line: 'numpy>=1.24', why: 'Rows reach the model as arrays.' },
    { line: 'onnxmltools', why: 'It makes and runs the conversion.' },
    { line: 'onnxruntime>=1.19', why: 'It makes and runs the conversion.' },
    { line: 'orjson>=3.9', why: 'The server reads JSON with it.' },
    { line: 'scikit-learn==1.5.2', why: 'The MLflow model asks for it.' },
    { line: 'skl2onnx>=1.16', why: 'It makes and runs the conversion.' },
  ]);
});
