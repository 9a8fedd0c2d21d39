import type { Framework } from '../../../contract/inspection.ts';
import type { PackagePlan } from '../../../contract/packages.ts';
import { dockerfile, type Recipe } from './dockerfile.ts';
import { dockerignore } from './dockerignore.ts';
import { labels } from './labels.ts';
import type { LibraryFacts } from './library-facts.ts';
import { readme } from './readme.ts';
import type { RequirementLine } from './requirements.ts';
import { workbenchDockerfile } from './workbench-dockerfile.ts';

type PlanHead = Omit<PackagePlan, 'files' | 'stops' | 'size' | 'fastPath'>;

/** What only the build knows. */
export interface BuildOutcome {
  /** `onnx` when a conversion is served. */
  readonly servedBy: Framework;
  /** What `servedRequirements` answered for it. */
  readonly requirements: readonly RequirementLine[];
  /** Names of what the lock installs; before there is a lock, of what it will most likely install. */
  readonly distributions: readonly string[];
  /** Known once there is a lock. */
  readonly lockSha256?: string;
  /** True when the build folder has its own wheels. */
  readonly wheels: boolean;
}

/** Texts of the build folder that follow from the plan and what the build found, by path. */
export function packageTexts(
  plan: PlanHead,
  outcome: BuildOutcome,
  facts: LibraryFacts,
): Readonly<Record<'Dockerfile' | '.dockerignore' | 'README.md' | 'requirements.in', string>> {
  const { inspection } = plan;
  const [example] = inspection.sample;
  return {
    Dockerfile: dockerfile({ ...recipeOf(plan, outcome, facts), labels: labelsOf(plan, outcome) }),
    '.dockerignore': dockerignore(),
    'README.md': readme({
      ...plan,
      formatTitle: inspection.formatTitle,
      servedBy: outcome.servedBy,
      wheels: outcome.wheels,
      ...(example !== undefined && { example }),
    }),
    'requirements.in': requirementsText(outcome.requirements),
  };
}

/** `workbench/Dockerfile`, for the distributions of the workbench's own lock. */
export function workbenchText(
  plan: PlanHead,
  outcome: Pick<BuildOutcome, 'distributions' | 'wheels'>,
  facts: LibraryFacts,
): string {
  return workbenchDockerfile(recipeOf(plan, outcome, facts));
}

/** A requirements file in which each line says above why it is there. */
export function requirementsText(requirements: readonly RequirementLine[]): string {
  return requirements.map(({ line, why }) => `# ${why.replaceAll(/\s+/g, ' ')}\n${line}\n`).join('');
}

function recipeOf(
  plan: PlanHead,
  { distributions, wheels }: Pick<BuildOutcome, 'distributions' | 'wheels'>,
  { libraries }: LibraryFacts,
): Omit<Recipe, 'labels'> {
  const system = distributions.flatMap((name) => libraries[name]?.system ?? []);
  return { ...plan, wheels, distributions, system: [...new Set(system)].sort() };
}

function labelsOf(plan: PlanHead, { servedBy, lockSha256 }: BuildOutcome): Readonly<Record<string, string>> {
  const { inspection, signature, name, version, python, baseImage } = plan;
  return labels({
    name,
    version,
    python,
    baseImage,
    servedBy,
    framework: inspection.framework,
    ...(inspection.frameworkVersion !== undefined && { frameworkVersion: inspection.frameworkVersion }),
    ...(inspection.sha256 !== undefined && { modelSha256: inspection.sha256 }),
    ...(lockSha256 !== undefined && { lockSha256 }),
    ...(signature !== undefined && { signature }),
  });
}
