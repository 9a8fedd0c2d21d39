import { expect, test } from 'vitest';
import { sbom, type SbomFacts } from './sbom.ts';

const hash = '0123456789abcdef'.repeat(4);
const facts: SbomFacts = {
  name: 'iris',
  version: '1',
  baseImage: `mirror.example:5000/python:3.11-slim@sha256:${hash}`,
  components: [{ name: 'numpy', version: '2.1.0+local', hashes: [hash] }],
  lockSha256: hash,
  model: { framework: 'sklearn', formatTitle: 'scikit-learn, joblib', sha256: hash, task: 'classification' },
  tool: '0.1.0',
};
const write = (change: Partial<SbomFacts> = {}) => sbom({ ...facts, ...change }, () => hash);

test('the parts of an image are a CycloneDX 1.6 document', () => {
  const base = 'base:mirror.example:5000/python:3.11-slim@sha256:' + hash;
  expect(JSON.parse(write())).toEqual({
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: 'urn:uuid:01234567-89ab-8def-8123-456789abcdef',
    version: 1,
    metadata: {
      tools: { components: [{ type: 'application', name: 'slipway', version: '0.1.0' }] },
      component: { type: 'container', 'bom-ref': 'image', name: 'iris', version: '1' },
    },
    components: [
      {
        type: 'container',
        'bom-ref': base,
        name: 'mirror.example:5000/python',
        version: '3.11-slim',
        purl: `pkg:docker/mirror.example%3A5000/python@sha256%3A${hash}`,
        hashes: [{ alg: 'SHA-256', content: hash }],
      },
      {
        type: 'machine-learning-model',
        'bom-ref': `model:${hash}`,
        name: 'iris',
        version: '1',
        description: 'scikit-learn, joblib',
        hashes: [{ alg: 'SHA-256', content: hash }],
        modelCard: { modelParameters: { task: 'classification' } },
        properties: [{ name: 'dev.slipway:framework', value: 'sklearn' }],
      },
      {
        type: 'library',
        'bom-ref': 'pkg:pypi/numpy@2.1.0%2Blocal',
        name: 'numpy',
        version: '2.1.0+local',
        hashes: [{ alg: 'SHA-256', content: hash }],
        purl: 'pkg:pypi/numpy@2.1.0%2Blocal',
      },
    ],
    dependencies: [
      { ref: 'image', dependsOn: [base, `model:${hash}`, 'pkg:pypi/numpy@2.1.0%2Blocal'] },
      { ref: base },
      { ref: `model:${hash}` },
      { ref: 'pkg:pypi/numpy@2.1.0%2Blocal' },
    ],
  });
});

test('what the schema asks for is there, also without a digest, a task or hashes', () => {
  const document = JSON.parse(
    write({
      baseImage: 'python',
      components: [{ name: 'a', version: '1', hashes: [] }],
      model: { ...facts.model, task: undefined },
    }),
  ) as Record<string, unknown>;
  expect(problemsOf(document)).toEqual([]);
});

test('the serial number follows from the content: name, base, lock and model', () => {
  const asked: string[] = [];
  sbom(facts, (text) => {
    asked.push(text);
    return hash;
  });
  expect(asked).toEqual([`iris\n1\n${facts.baseImage}\n${hash}\n${hash}`]);
});

interface Part {
  readonly type?: unknown;
  readonly name?: unknown;
  readonly hashes?: readonly { readonly alg?: unknown; readonly content?: unknown }[];
  readonly 'bom-ref'?: unknown;
}

/** Where a document lacks what bom-1.6.schema.json requires, or has what it forbids. */
function problemsOf(document: Record<string, unknown>): string[] {
  const { bomFormat, specVersion, serialNumber, version } = document;
  const parts = document['components'] as readonly Part[];
  const references = parts.map((part) => part['bom-ref']);
  const types = ['application', 'library', 'container', 'machine-learning-model'];
  return [
    ...(bomFormat === 'CycloneDX' && specVersion === '1.6' && version === 1 ? [] : ['head']),
    ...(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(String(serialNumber))
      ? []
      : ['serialNumber']),
    ...parts.flatMap(({ type, name, hashes = [{ alg: 'SHA-256', content: hash }] }, index) =>
      types.includes(String(type)) &&
      typeof name === 'string' &&
      hashes.length > 0 &&
      hashes.every(({ alg, content }) => alg === 'SHA-256' && /^[a-f0-9]{64}$/.test(String(content)))
        ? []
        : [`components ${index}`],
    ),
    ...(new Set(references).size === references.length ? [] : ['references are not unique']),
  ];
}
