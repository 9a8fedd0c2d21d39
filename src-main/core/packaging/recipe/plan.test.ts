import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { frameworks, type Finding } from '../../../contract/inspection.ts';
import { PackagePlan } from '../../../contract/packages.ts';
import { AppError } from '../../app-error.ts';
import { LibraryFacts } from './library-facts.ts';
import { planPackage } from './plan.ts';
import { draft, facts, inspection } from './testing/inspection.ts';

const realFacts = LibraryFacts.parse(
  JSON.parse(readFileSync('resources/facts/python-libraries.json', 'utf8')),
);

test('a plan says what is installed and why, how large it becomes, and which files there are', () => {
  const { files, inspection: _, signature: __, ...plan } = planPackage(inspection(), draft(), facts);
  expect(plan).toEqual({
    name: 'iris',
    version: '1',
    python: '3.11',
    pythonReason: 'The model was made with Python 3.11.',
    platform: 'linux/amd64',
    baseImage: 'python:3.11-slim-bookworm',
    tag: 'slipway/iris:1',
    requirements: [
      { line: 'joblib>=1.2', why: 'It reads the file of the model.' },
      { line: 'numpy>=1.24', why: 'Rows reach the model as arrays.' },
      { line: 'orjson>=3.9', why: 'The server reads JSON with it.' },
      { line: 'scikit-learn==1.5.2', why: 'The model is made of it, in this version.' },
    ],
    size: {
      bytes: 183_501_000,
      parts: [
        { title: 'Base image', bytes: 100_000_000 },
        { title: 'numpy', bytes: 50_000_000 },
        { title: 'scikit-learn', bytes: 30_000_000 },
        { title: '1 smaller library', bytes: 3_000_000 },
        { title: 'Not known: orjson, scipy', bytes: 0 },
        { title: 'Server', bytes: 500_000 },
        { title: 'Model', bytes: 1000 },
      ],
    },
    fastPath: {
      possible: true,
      reason:
        "skl2onnx can convert it. The conversion is served only when its answers agree with the model's.",
    },
    stops: [],
  });
  expect(files.map(({ path, text }) => [path, text !== undefined])).toEqual([
    ['Dockerfile', true],
    ['.dockerignore', true],
    ['README.md', true],
    ['requirements.in', true],
    ['requirements.lock', false],
    ['certificates/', false],
    ['runtime/slipway_runtime/', false],
    ['model/slipway.json', true],
    ['model/iris.joblib', false],
    ['sbom.cdx.json', false],
    ['baseline/statistics.json', false],
    ['baseline/constraints.json', false],
    ['workbench/Dockerfile', true],
    ['workbench/requirements.lock', false],
  ]);
});

test('a finding that blocks stops the build, and one to accept until it is accepted', () => {
  const finding = (id: string, severity: Finding['severity']): Finding => ({
    id,
    severity,
    title: id,
    observed: '',
    fix: '',
  });
  const findings = [
    finding('a', 'blocks'),
    finding('b', 'accept'),
    finding('c', 'accept'),
    finding('d', 'warns'),
  ];
  const { stops } = planPackage(inspection({ findings }), draft({ accepted: ['a', 'b'] }), facts);
  expect(stops.map(({ id }) => id)).toEqual(['a', 'c']);
});

test('a graph without a signature, a library without a wheel and a line that cannot be locked stop the build', () => {
  const { signature: _, ...graph } = inspection({
    framework: 'onnx',
    requirements: {
      source: 'requirements.txt',
      lines: ['scikit-learn==0.24.2', '-e .', 'own @ https://ada:secret@index.example/own.whl'],
    },
  });
  const { stops } = planPackage(graph, draft(), facts);
  expect(stops.map(({ id, observed }) => [id, observed])).toEqual([
    ['plan-wheels', 'scikit-learn 0.24.2 cannot be installed on Python 3.11: it has no wheel for it.'],
    [
      'plan-signature',
      'The model does not say which columns it takes, and the server has to know them to ask it.',
    ],
    ['plan-requirements', 'Only names with versions can: -e ., own @ https://***@index.example/own.whl'],
  ]);
});

test.each([
  [{ baseImage: 'python:3.11\nRUN id' }, 'baseImage'],
  [{ baseImage: 'python:$TAG' }, 'baseImage'],
  [{ baseImage: '--privileged' }, 'baseImage'],
  [{ requirements: ['numpy', '--index-url https://elsewhere.example'] }, 'requirements.1'],
  [{ requirements: ['numpy\n--pre'] }, 'requirements.0'],
  [{ requirements: ['own @ git+https://host.example/own'] }, 'requirements.0'],
])('%j is refused by the name of its field', (change, path) => {
  const plan = () => planPackage(inspection(), draft(change), facts);
  expect(plan).toThrow(AppError);
  expect(fieldsOf(plan)).toEqual([path]);
});

test.each(frameworks)('the facts that are shipped make a plan for %s', (framework) => {
  const lines: string[] = [];
  const plan = planPackage(
    inspection({ framework, libraries: {}, requirements: { source: 'inferred', lines } }),
    draft(),
    realFacts,
  );
  expect(PackagePlan.parse(plan)).toEqual(plan);
  expect(plan.requirements.filter(({ line, why }) => !/[<>=]/.test(line) || why === '')).toEqual([]);
  expect(plan.size.parts.filter(({ title }) => title.startsWith('Not known'))).toEqual([]);
});

function fieldsOf(act: () => unknown): string[] | undefined {
  try {
    act();
  } catch (error) {
    if (error instanceof AppError) return error.record.fields?.map(({ path }) => path);
  }
  return undefined;
}
