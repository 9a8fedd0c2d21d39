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

/** Builds the image; every instruction that ends is one step of the timeline. */
export async function buildImage(
  work: PackageWork,
  folder: string,
  progress: (done: number, total: number, unit: string) => void,
): Promise<{ image: Image; steps: BuildStep[] }> {
  const { parts, plan, context } = work;
  const steps: BuildStep[] = [];
  let image: Image | undefined;
  const request = {
    folder,
    dockerfile: 'Dockerfile',
    tag: plan.tag,
    platform: plan.platform,
    buildArguments: await parts.environment.buildArguments(),
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
  const made = context.resources().some(({ kind, ref }) => kind === 'image' && ref === plan.tag);
  const build = async () => {
    image = await parts.engine.build(request, news, context.signal);
  };
  if (made) await build();
  else await context.create({ kind: 'image', ref: plan.tag, data: {} }, build);
  if (image === undefined) throw new Error('The engine built nothing.');
  return { image, steps };
}
