import type { Job, JobStep } from '@contract/jobs.ts';
import type { BuildStep, PackageDraft } from '@contract/packages.ts';
import { formatCount } from '../../../ui/format.ts';

/** The step of the job whose instructions the engine reports one by one. */
const buildStepId = 'build';

export interface TimelineStep {
  readonly step: JobStep;
  /** The build's instructions so far; empty for every other step. */
  readonly instructions: readonly BuildStep[];
}

/** The steps of a package job, each with the instructions that belong to it. */
export function timelineOf(job: Pick<Job, 'steps' | 'checkpoint'>): readonly TimelineStep[] {
  const instructions = instructionsOf(job.checkpoint);
  return job.steps.map((step) => ({ step, instructions: step.id === buildStepId ? instructions : [] }));
}

/** While it runs, the job saves the instructions that have ended as its checkpoint. */
function instructionsOf(checkpoint: unknown): readonly BuildStep[] {
  if (typeof checkpoint !== 'object' || checkpoint === null || !('steps' in checkpoint)) return [];
  return Array.isArray(checkpoint.steps) ? checkpoint.steps.filter(isBuildStep) : [];
}

function isBuildStep(value: unknown): value is BuildStep {
  if (typeof value !== 'object' || value === null) return false;
  const { number, instruction, cached } = value as Readonly<Record<string, unknown>>;
  return typeof number === 'number' && typeof instruction === 'string' && typeof cached === 'boolean';
}

export interface StageGroup {
  readonly stage: string;
  readonly steps: readonly BuildStep[];
  readonly cached: number;
  readonly durationMs: number;
}

/** Instructions by stage, in the order in which the engine took them. */
export function stageGroups(steps: readonly BuildStep[]): readonly StageGroup[] {
  const groups: BuildStep[][] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (last?.[0]?.stage === step.stage) last.push(step);
    else groups.push([step]);
  }
  return groups.map((members) => ({
    stage: members[0]?.stage ?? '',
    steps: members,
    cached: members.filter(({ cached }) => cached).length,
    durationMs: members.reduce((sum, { durationMs }) => sum + durationMs, 0),
  }));
}

/** `12 instructions, 9 from the cache`: what a rebuild has saved. */
export function cacheSummary(steps: readonly BuildStep[]): string {
  const cached = steps.filter((step) => step.cached).length;
  if (steps.length === 0) return 'No instructions yet';
  const all = formatCount(steps.length, 'instruction');
  if (cached === 0) return `${all}, none from the cache`;
  return cached === steps.length ? `${all}, all from the cache` : `${all}, ${cached} from the cache`;
}

/** The package that a job has built. */
export function builtPackageId({ state, result }: Pick<Job, 'state' | 'result'>): string | undefined {
  if (state !== 'succeeded' || typeof result !== 'object' || result === null) return undefined;
  return 'packageId' in result && typeof result.packageId === 'string' ? result.packageId : undefined;
}

/** What each step of the job will do, in the words of the review; the ones that a product leaves out are missing. */
export function stepPromises(
  product: PackageDraft['product'],
  fastPath: boolean,
): readonly { readonly id: string; readonly title: string; readonly promise: string }[] {
  const image = product === 'image';
  return [
    {
      id: 'check',
      title: 'Check',
      promise: image
        ? 'The model is still the inspected one, the container engine answers, and the disk has room.'
        : 'The model is still the inspected one, and the disk has room.',
    },
    {
      id: 'lock',
      title: 'Lock',
      promise: 'Every library gets one version and its hashes, resolved for the platform of the package.',
    },
    {
      id: 'stage',
      title: 'Stage',
      promise: 'The build folder is written: Dockerfile, lock, serving runtime, schema and model.',
    },
    ...(fastPath && image
      ? [
          {
            id: 'convert',
            title: 'Convert',
            promise:
              'The model is converted to ONNX in a container without network. The conversion is used only when its answers agree.',
          },
        ]
      : []),
    ...(product === 'folder'
      ? []
      : [
          {
            id: 'build',
            title: 'Build',
            promise: image
              ? 'The engine builds the image; layers that have not changed come from its cache.'
              : 'A Python environment with the locked libraries is made on this computer.',
          },
          {
            id: 'smoke',
            title: 'Smoke run',
            promise: image
              ? 'The sample is sent over every route to a container without network, rights or a writable disk.'
              : 'The sample is sent over every route to the process.',
          },
        ]),
    {
      id: 'record',
      title: 'Record',
      promise: 'The package is kept with its parts list, its schema and the baseline of the training rows.',
    },
  ];
}
