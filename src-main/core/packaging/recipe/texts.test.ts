import { describe, expect, test } from 'vitest';
import { labels } from './labels.ts';
import { modelManifest } from './manifest.ts';
import { packageTexts, requirementsText } from './package-texts.ts';
import { planPackage } from './plan.ts';
import { draft, facts, inspection } from './testing/inspection.ts';

describe('slipway.json', () => {
  const named = { name: 'iris', version: '2' };

  test('has the signature and the sample without what the model predicts', () => {
    const { signature } = inspection();
    expect(modelManifest(inspection(), named, signature)).toEqual({
      name: 'iris',
      version: '2',
      framework: 'sklearn',
      model: 'iris.joblib',
      signature,
      sample: [{ petal_length: 1.4, petal_width: 0.2 }],
    });
  });

  test.each([
    ['predict-py', 'Model', 'Model'],
    ['predict-py', 'load, predict', undefined],
    ['predict-py', 'predict', undefined],
    ['torch', 'net.py:Net', 'net.py:Net'],
    ['torch', 'torch.jit.ScriptModule', undefined],
    ['sklearn', 'sklearn.pipeline.Pipeline', undefined],
  ] as const)('an entry of %s, %s, is loaded as %s', (framework, entry, loaded) => {
    expect(modelManifest(inspection({ framework, entry }), named, undefined).entry).toBe(loaded);
  });
});

test('labels name what is known, and leave a schema out that is too long', () => {
  const all = labels({
    name: 'iris',
    version: '1',
    python: '3.11',
    baseImage: `python:3.11@sha256:${'b'.repeat(64)}`,
    servedBy: 'onnx',
    framework: 'sklearn',
    lockSha256: 'c',
    signature: {
      inputs: [{ name: 'x'.repeat(20_000), type: 'number' }],
      output: { task: 'regression', name: 'y' },
    },
  });
  expect(all).toEqual({
    'org.opencontainers.image.title': 'iris',
    'org.opencontainers.image.version': '1',
    'com.amazonaws.sagemaker.capabilities.accept-bind-to-port': 'true',
    'com.amazonaws.sagemaker.capabilities.multi-models': 'true',
    'org.opencontainers.image.base.name': 'python:3.11',
    'org.opencontainers.image.base.digest': `sha256:${'b'.repeat(64)}`,
    'dev.slipway.package': '1',
    'dev.slipway.framework': 'sklearn',
    'dev.slipway.served-by': 'onnx',
    'dev.slipway.python': '3.11',
    'dev.slipway.lock.sha256': 'c',
  });
});

test('the texts of a folder follow from what the build found', () => {
  const sample = [{ city: "L'Aquila", petal_length: 1 }];
  const plan = planPackage(inspection({ sample }), draft({ wheels: '/wheels' }), facts);
  const texts = packageTexts(
    plan,
    {
      servedBy: 'onnx',
      requirements: [{ line: 'onnxruntime>=1.19', why: 'It runs\nthe conversion.' }],
      distributions: ['numpy', 'onnxruntime', 'lightgbm'],
      lockSha256: 'd'.repeat(64),
      wheels: true,
    },
    facts,
  );
  expect(texts['requirements.in']).toBe('# It runs the conversion.\nonnxruntime>=1.19\n');
  expect(texts['README.md']).toContain('served by ONNX Runtime on Python 3.11');
  expect(texts['README.md']).toContain('Everything comes from `wheels/`');
  expect(texts['README.md']).toContain(
    String.raw`-d '{"instances":[{"city":"L'\''Aquila","petal_length":1}]}'`,
  );
  expect(texts.Dockerfile).toContain(`dev.slipway.lock.sha256="${'d'.repeat(64)}"`);
  expect(texts.Dockerfile).toContain('AS system');
});

test('a requirement never breaks out of the comment above it', () => {
  expect(requirementsText([{ line: 'a', why: 'one\n--index-url two' }])).toBe('# one --index-url two\na\n');
});
