import type { Inspection, ServedSignature } from '../../../contract/inspection.ts';
import type { PackageDraft, PackagePlan } from '../../../contract/packages.ts';
import { AppError } from '../../app-error.ts';
import { choosePython } from './choose-python.ts';
import { imageReference } from './docker-words.ts';
import { fastPathChance } from './fast-path.ts';
import type { LibraryFacts } from './library-facts.ts';
import { plannedFiles } from './planned-files.ts';
import { namesOf, readRequirement, type Requirement } from './requirement-line.ts';
import { modelRequirements, requirementSource, servedRequirements } from './requirements.ts';
import { installedWith, sizeEstimate } from './size.ts';
import { stopsOf } from './stops.ts';

/**
 * Everything a build would do, from what was found and what a person decided. Nothing is read or fetched. Throws
 * `input.invalid` for a base image or a requirement of the draft that is none.
 */
export function planPackage(inspection: Inspection, draft: PackageDraft, facts: LibraryFacts): PackagePlan {
  checkRequirements(draft.requirements);
  if (draft.baseImage !== undefined) imageReference(draft.baseImage);
  const source = requirementSource(inspection, draft);
  const own = modelRequirements(source, facts);
  const { python, reason, without } = choosePython(draft.python, inspection.python, own, facts);
  const baseImage = draft.baseImage ?? defaultBaseImage(python);
  const requirements = servedRequirements(source, inspection.framework, facts);
  const names = namesOf(requirements);
  const plan: Omit<PackagePlan, 'files'> = {
    inspection,
    name: draft.name,
    version: draft.version,
    python,
    pythonReason: reason,
    platform: draft.platform,
    baseImage,
    tag: `slipway/${draft.name}:${draft.version}`,
    ...signaturePart(source.signature),
    requirements,
    size: sizeEstimate(installedWith(names, facts), inspection.bytes, facts),
    fastPath: fastPathChance(inspection, draft.fastPath, own, facts),
    stops: stopsOf(inspection, draft, source.signature, without, python),
  };
  return { ...plan, files: plannedFiles(plan, draft, facts) };
}

/** Docker's own image, slim, on Debian 12. */
export function defaultBaseImage(python: string): string {
  return `python:${python}-slim-bookworm`;
}

function signaturePart(signature: ServedSignature | undefined): { signature?: ServedSignature } {
  return signature === undefined ? {} : { signature };
}

function checkRequirements(lines: readonly string[]): void {
  const fields = lines.flatMap((line, index) => {
    const problem = problemOf(readRequirement(line));
    return problem === undefined ? [] : [{ path: `requirements.${index}`, message: problem }];
  });
  if (fields.length === 0) return;
  throw new AppError('input.invalid', {
    cause: 'A further requirement cannot be locked.',
    fixes: ['Write each as a name and versions, such as pillow>=11,<13.'],
    fields,
  });
}

function problemOf(requirement: Requirement | undefined): string | undefined {
  if (requirement === undefined) return 'is no name with versions; options and paths cannot be locked';
  return requirement.address === undefined
    ? undefined
    : 'names an address; only distributions of an index or of a wheel folder can be locked';
}
