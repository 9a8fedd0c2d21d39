import type { PackageDraft, PackagePlan, PlannedFile } from '../../../contract/packages.ts';
import type { LibraryFacts } from './library-facts.ts';
import { manifestText, modelManifest } from './manifest.ts';
import { packageTexts, workbenchText } from './package-texts.ts';
import { namesOf } from './requirement-line.ts';
import { requirementSource, workbenchRequirements } from './requirements.ts';
import { installedWith } from './size.ts';

/** The build folder before it is written: every file with what it is, and its text where that is known already. */
export function plannedFiles(
  plan: Omit<PackagePlan, 'files'>,
  draft: PackageDraft,
  facts: LibraryFacts,
): PlannedFile[] {
  const { inspection, requirements, signature, fastPath } = plan;
  const wheels = draft.wheels !== undefined;
  const distributions = installedWith(namesOf(requirements), facts);
  const texts = packageTexts(
    plan,
    { servedBy: inspection.framework, requirements, distributions, wheels },
    facts,
  );
  return [
    shown('Dockerfile', 'The build: libraries, server, model, each in a layer of its own', texts.Dockerfile),
    shown('.dockerignore', 'What the build may see', texts['.dockerignore']),
    shown('README.md', 'How to build and run it without Slipway', texts['README.md']),
    shown('requirements.in', 'What is asked for, and why', texts['requirements.in']),
    {
      path: 'requirements.lock',
      what: 'Every version that is installed, with its hashes; written by the build',
    },
    { path: 'certificates/', what: 'Certificate authorities of this computer, for the build alone' },
    ...(wheels ? [{ path: 'wheels/', what: 'Wheels, so that nothing is fetched' }] : []),
    { path: 'runtime/slipway_runtime/', what: 'The server' },
    shown(
      'model/slipway.json',
      'Describes the model to the server',
      manifestText(modelManifest(inspection, plan, signature)),
    ),
    ...inspection.files.map(({ path, bytes }) => ({ path: `model/${path}`, what: 'Of the model', bytes })),
    { path: 'sbom.cdx.json', what: 'List of parts, CycloneDX 1.6; written by the build' },
    ...(inspection.sample.length === 0
      ? []
      : [
          { path: 'baseline/statistics.json', what: 'Distribution of the sample rows; written by the build' },
          { path: 'baseline/constraints.json', what: 'What counts as drift from them; written by the build' },
        ]),
    ...(fastPath.possible ? workbenchFiles(plan, draft, facts) : []),
  ];
}

function workbenchFiles(
  plan: Omit<PackagePlan, 'files'>,
  draft: PackageDraft,
  facts: LibraryFacts,
): PlannedFile[] {
  const wanted = workbenchRequirements(requirementSource(plan.inspection, draft), facts);
  const outcome = {
    distributions: installedWith(namesOf(wanted), facts),
    wheels: draft.wheels !== undefined,
  };
  return [
    shown(
      'workbench/Dockerfile',
      'The image that converts the model; thrown away',
      workbenchText(plan, outcome, facts),
    ),
    { path: 'workbench/requirements.lock', what: 'What that image installs; written by the build' },
  ];
}

function shown(path: string, what: string, text: string): PlannedFile {
  return { path, what, text, bytes: new TextEncoder().encode(text).length };
}
