import { DataFault } from '../bytes/data-fault.ts';
import { finding, listed } from '../findings.ts';
import { parseJson } from '../look.ts';
import { describeEstimator } from '../pickle/estimator.ts';
import { judgeGlobal } from '../pickle/judge-global.ts';
import { knownLibraries } from '../pickle/known-globals.ts';
import { recordedVersions } from '../pickle/recorded-versions.ts';
import { at, objectOf, stringOf } from '../plain.ts';
import type { Detected } from './detected.ts';
import { skopsValue } from './skops-value.ts';
import type { Zip } from './open-zip.ts';

const largestSchema = 64 << 20;
/** Arrays that are read: labels are small. */
const largestArray = 16 << 10;
const mostArrays = 1000;

/** A scikit-learn model in a skops file: `schema.json` describes the objects, arrays lie beside it. */
export async function detectSkops(path: string, zip: Zip): Promise<Detected> {
  const text = await zip.bytes('schema.json', largestSchema);
  const schema = text === undefined ? undefined : objectOf(parseJson(new TextDecoder('utf-8').decode(text)));
  if (schema === undefined) throw new DataFault('schema.json is not the description of a skops file.');
  const arrays = new Map<string, Uint8Array>();
  for (const entry of zip.entries
    .filter((one) => one.path.endsWith('.npy') && one.bytes <= largestArray)
    .slice(0, mostArrays))
    arrays.set(entry.path, (await zip.bytes(entry.path, largestArray)) ?? new Uint8Array(0));
  const { root, globals } = skopsValue(schema, arrays);
  const facts = describeEstimator(root);
  const libraries = recordedVersions({ root, globals: [] });
  const skops = stringOf(at(schema, '_skops_version'));
  const version = libraries['scikit-learn'];
  return {
    framework: 'sklearn',
    format: 'skops',
    formatTitle: `${facts.library === 'sklearn' ? 'scikit-learn' : facts.library} in a skops file`,
    model: path,
    entry: facts.entry,
    libraries: { ...libraries, ...(skops !== undefined && { skops }) },
    ...(version !== undefined && { frameworkVersion: version }),
    needs: [
      ...new Set([
        'scikit-learn',
        'skops',
        ...globals.map(({ module }) => knownLibraries.get(module.split('.')[0] ?? '')),
      ]),
    ].filter((name) => name !== undefined),
    ...(facts.signature !== undefined && { signature: facts.signature, signatureSource: 'file' as const }),
    ...(facts.features !== undefined && { features: facts.features }),
    findings: findingsOf(globals),
  };
}

function findingsOf(globals: readonly { module: string; name: string }[]) {
  const judged = globals.map(({ module, name }) => ({
    name: `${module}.${name}`,
    verdict: judgeGlobal(module, name),
  }));
  const unknown = judged.filter(({ verdict }) => verdict === 'unknown').map(({ name }) => name);
  const dangerous = judged.filter(({ verdict }) => verdict === 'dangerous');
  return [
    ...dangerous.map(({ name }) =>
      finding(
        'accept',
        `skops:${name}`,
        `The file wants ${name}`,
        'It can run commands, read files or reach the network, and no model needs it.',
        'Get the model from its author again, without it.',
      ),
    ),
    ...(unknown.length === 0
      ? []
      : [
          finding(
            'warns',
            'skops-unknown',
            'The file wants functions that are not known',
            listed(unknown),
            'Make sure that they come from a library you trust, and that it is among the requirements.',
          ),
        ]),
  ];
}
