import type { Finding, Framework, Inspection, ServedSignature } from '../../../contract/inspection.ts';
import type { PackageDraft } from '../../../contract/packages.ts';
import { readRequirement } from './requirement-line.ts';

/** Findings that stop a build: those that block, those that a person has not accepted, and those of the plan itself. */
export function stopsOf(
  inspection: Inspection,
  draft: Pick<PackageDraft, 'accepted' | 'product'>,
  signature: ServedSignature | undefined,
  withoutWheels: readonly string[],
  python: string,
): Finding[] {
  const found = inspection.findings.filter(
    ({ severity, id }) => severity === 'blocks' || (severity === 'accept' && !draft.accepted.includes(id)),
  );
  const onThisComputer = draft.product === 'process' && carriesCode(inspection);
  return [
    ...found,
    ...(onThisComputer && !draft.accepted.includes(processCode.id) ? [processCode] : []),
    ...(withoutWheels.length > 0 ? [wheelsMissing(withoutWheels, python)] : []),
    ...(signature === undefined && needsSignature.includes(inspection.framework) ? [signatureMissing] : []),
    ...unreadable(inspection),
  ];
}

/** True when loading the model runs what its author wrote: pickles and Python files. */
function carriesCode({ pickles, framework, files }: Inspection): boolean {
  return pickles.length > 0 || framework.endsWith('-py') || files.some(({ path }) => path.endsWith('.py'));
}

const processCode: Finding = {
  id: 'process-code',
  severity: 'accept',
  title: 'Code of the model would run on this computer',
  observed:
    'A process has no container around it: what the model brings runs as your user, with your files and your network.',
  fix: 'Build an image instead.',
};

/** Adapters that cannot tell how columns reach the model without one. */
const needsSignature: readonly Framework[] = ['onnx', 'tensorflow'];

const signatureMissing: Finding = {
  id: 'plan-signature',
  severity: 'blocks',
  title: 'The signature is missing',
  observed: 'The model does not say which columns it takes, and the server has to know them to ask it.',
  fix: 'Point at a file with sample rows, or write the signature.',
};

function wheelsMissing(what: readonly string[], python: string): Finding {
  return {
    id: 'plan-wheels',
    severity: 'blocks',
    title: 'A library has no build for this Python',
    observed: `${what.join(' and ')} cannot be installed on Python ${python}: it has no wheel for it.`,
    fix: 'Choose another Python, add a newer version of the library as a further requirement, or convert the model to ONNX.',
  };
}

function unreadable({ requirements }: Inspection): Finding[] {
  const lines = requirements.lines.filter((line) => {
    const read = readRequirement(line);
    return read === undefined || read.address !== undefined;
  });
  if (lines.length === 0) return [];
  const observed = lines
    .map((line) => line.replaceAll(/:\/\/[^\s/@]*@/g, '://***@').slice(0, 120))
    .join(', ');
  return [
    {
      id: 'plan-requirements',
      severity: 'blocks',
      title: 'A requirement cannot be locked',
      observed: `Only names with versions can: ${observed}`,
      fix: 'Change it in the files of the model, or build a wheel of it and use a wheel folder.',
    },
  ];
}
