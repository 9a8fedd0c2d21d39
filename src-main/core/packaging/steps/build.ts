import type { Framework } from '../../../contract/inspection.ts';
import type { BuildStep, Image } from '../../../contract/packages.ts';
import type { PackageWork } from '../package-parts.ts';
import { packageTexts } from '../recipe/package-texts.ts';
import { sbom } from '../recipe/sbom.ts';
import type { Locked } from './lock.ts';

/** Writes what depends on how the model is served: from now on the folder builds without Slipway. */
export async function writeRecipe(
  { parts, plan, draft, inspection }: PackageWork,
  folder: string,
  servedBy: Framework,
  lock: Locked,
): Promise<void> {
  const { folders, environment, libraries } = parts;
  const { framework, formatTitle, sha256 } = inspection;
  const outcome = {
    servedBy,
    requirements: lock.requirements,
    distributions: lock.components.map(({ name }) => name),
    lockSha256: lock.sha256,
    wheels: draft.wheels !== undefined,
  };
  const model = { framework, formatTitle, sha256, task: plan.signature?.output.task };
  const bill = { ...plan, components: lock.components, lockSha256: lock.sha256, model };
  const texts = {
    ...packageTexts(plan, outcome, libraries),
    'requirements.lock': lock.text,
    'sbom.cdx.json': sbom(bill, environment.sha256),
  };
  for (const [path, text] of Object.entries(texts)) await folders.write(folder, path, text);
  await folders.makeReadable(folder);
}

/** Until the sample is answered the image has a name of its own: a package that works keeps its tag. */
const candidateOf = ({ plan, context }: PackageWork) =>
  `slipway-candidate/${plan.name}:${context.jobId.toLowerCase()}`;

export interface Built {
  readonly image: Image;
  readonly steps: BuildStep[];
  /** Gives the image the tag of the package. */
  readonly accept: () => Promise<Image>;
}

/** Builds the image; every instruction that ends is one step of the timeline. */
export async function buildImage(
  work: PackageWork,
  folder: string,
  progress: (done: number, total: number, unit: string) => void,
): Promise<Built> {
  const { parts, plan, context } = work;
  const { engine, environment } = parts;
  const candidate = candidateOf(work);
  const steps: BuildStep[] = [];
  let image: Image | undefined;
  const request = {
    folder,
    dockerfile: 'Dockerfile',
    tag: candidate,
    platform: plan.platform,
    buildArguments: await environment.buildArguments(),
    labels: {},
  };
  const news = {
    step: (step: BuildStep) => {
      steps.push(step);
      // Seen by whoever watches: the record has them only at the end.
      context.saveCheckpoint({ steps });
    },
    progress: (done: number, total: number) => progress(done, total, 'instructions'),
    log: context.log,
  };
  const entry = await context.create({ kind: 'image', ref: candidate, data: {} }, async () => {
    image = await engine.build(request, news, context.signal);
  });
  if (image === undefined) throw new Error('The engine built nothing.');
  const built = image;
  const accept = async () => {
    await context.create({ kind: 'image', ref: plan.tag, data: {} }, () =>
      engine.tagImage(built.id, plan.tag),
    );
    await engine.removeImage(candidate);
    context.gone(entry);
    return { ...built, tag: plan.tag };
  };
  return { image: built, steps, accept };
}
