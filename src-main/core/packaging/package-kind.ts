import type { Framework, ServedSignature } from '../../contract/inspection.ts';
import { PackageDraft, type FastPath, type Package, type SmokeRun } from '../../contract/packages.ts';
import type { JobContext, JobKind } from '../jobs/kind.ts';
import type { PackageParts, PackageWork } from './package-parts.ts';
import { buildImage, writeRecipe } from './steps/build.ts';
import { check } from './steps/check.ts';
import { convert } from './steps/convert.ts';
import { lockServed, lockWorkbench, triesConversion, type Locked } from './steps/lock.ts';
import { smokeImage, smokeProcess } from './steps/smoke.ts';
import { stage, writeManifest, type Staged } from './steps/stage.ts';

export interface PackageResult {
  readonly packageId: string;
}

/**
 * Makes a package of an inspected model. Resuming starts at the first step: what was built is found again in the engine's
 * cache. Discarding removes the folder and the image.
 */
export function packageKind(parts: PackageParts): JobKind<PackageDraft, PackageResult> {
  return {
    kind: 'package-model',
    input: PackageDraft,
    title: ({ name, version }) => `Package ${name}:${version}`,
    steps: [
      { id: 'check', title: 'Check the model and the engine', weight: 2 },
      { id: 'lock', title: 'Lock the libraries', weight: 8 },
      { id: 'stage', title: 'Write the build folder', weight: 5 },
      { id: 'convert', title: 'Convert and compare', weight: 35 },
      { id: 'build', title: 'Build the package', weight: 35 },
      { id: 'smoke', title: 'Run the sample, locked down', weight: 10 },
      { id: 'record', title: 'Record the package', weight: 1 },
    ],
    resumable: true,
    concurrency: 1,
    run: (context, draft) => run(parts, context, draft),
  };
}

/** What the steps found, for the record. */
interface Made {
  readonly staged: Staged;
  readonly fastPath: FastPath;
  readonly servedBy: Framework;
  readonly lock: Locked;
  readonly image?: Package['image'];
  readonly steps: Package['steps'];
  readonly smoke?: SmokeRun;
}

async function run(parts: PackageParts, context: JobContext, draft: PackageDraft): Promise<PackageResult> {
  const begun = await context.step('check', () => check(parts, context, draft));
  const tries = triesConversion(begun);
  const locks = await context.step('lock', async () => ({
    workbench: tries ? await lockWorkbench(begun) : undefined,
    served: await lockServed(begun, tries ? 'onnx' : begun.inspection.framework),
  }));
  const staged = await context.step('stage', (progress) =>
    stage(begun, (done, total) => progress(done, total, 'bytes')),
  );
  const { folder } = staged;
  const { fastPath, signature } = await context.step('convert', () =>
    convert(begun, folder, locks.workbench),
  );
  context.log(`Fast path: ${fastPath.state}. ${fastPath.reason}`);
  const work = draft.signature === undefined ? withSignature(begun, signature) : begun;
  const servedBy = fastPath.state === 'used' ? 'onnx' : work.inspection.framework;
  if (fastPath.state !== 'used') await writeManifest(work, folder);
  const lock = triesConversion(work) && servedBy !== 'onnx' ? await lockServed(work, servedBy) : locks.served;
  await writeRecipe(work, folder, servedBy, lock);
  const product = await makeProduct(work, folder, lock.text);
  const made: Made = { staged, fastPath, servedBy, lock, ...product };
  return context.step('record', () => record(work, made));
}

/** What the loaded model said of itself completes what its file did not say. */
function withSignature(work: PackageWork, signature: ServedSignature | undefined): PackageWork {
  return signature === undefined ? work : { ...work, plan: { ...work.plan, signature } };
}

type Product = Pick<Made, 'image' | 'steps' | 'smoke'>;

async function makeProduct(work: PackageWork, folder: string, lock: string): Promise<Product> {
  const { context, draft } = work;
  if (draft.product === 'folder') return { steps: [] };
  if (draft.product === 'process') return makeProcess(work, folder, lock);
  const built = await context.step('build', (progress) => buildImage(work, folder, progress));
  const smoke = await context.step('smoke', () => smokeImage(work, built.image.id));
  return { image: await built.accept(), steps: built.steps, smoke };
}

async function makeProcess(work: PackageWork, folder: string, lockText: string): Promise<Product> {
  const { parts, context, plan, draft } = work;
  const { interpreter } = await context.step('build', () =>
    parts.environments.create({
      lockText,
      python: plan.python,
      folder: `${folder}/environment`,
      ...(draft.wheels !== undefined && { wheels: draft.wheels }),
      signal: context.signal,
      log: context.log,
    }),
  );
  return { steps: [], smoke: await context.step('smoke', () => smokeProcess(work, folder, interpreter)) };
}

async function record(work: PackageWork, made: Made): Promise<PackageResult> {
  const { parts, context, draft, inspection, plan } = work;
  const { staged, lock, servedBy, image, smoke } = made;
  const id = parts.ids.next();
  const files = await parts.folders.list(staged.folder);
  parts.store.save({
    id,
    name: plan.name,
    version: plan.version,
    createdAt: parts.clock.now().toISOString(),
    jobId: context.jobId,
    draft,
    source: {
      path: inspection.path,
      sha256: inspection.sha256,
      bytes: inspection.bytes,
      framework: inspection.framework,
      formatTitle: inspection.formatTitle,
    },
    servedBy,
    python: plan.python,
    platform: plan.platform,
    baseImage: plan.baseImage,
    evidence: image === undefined ? 'local-process' : 'real-container',
    ...(image !== undefined && { image }),
    folder: staged.folder,
    files: files.filter(({ path }) => !path.startsWith('environment/')),
    lockSha256: lock.sha256,
    ...(plan.signature !== undefined && { signature: plan.signature }),
    fastPath: made.fastPath,
    ...(smoke !== undefined && { smoke }),
    steps: made.steps,
    components: lock.components.map(({ name, version, hashes }) => ({
      name,
      version,
      hashes: hashes.length,
    })),
    ...(staged.baseline !== undefined && { baseline: staged.baseline }),
  });
  for (const entry of context.resources())
    if (entry.kind !== 'container' && entry.state === 'created') context.keep(entry);
  return { packageId: id };
}
