import type { PackageDraft } from '../../../contract/packages.ts';
import { AppError } from '../../app-error.ts';
import { sizeOf } from '../../doctor/check.ts';
import type { JobContext } from '../../jobs/kind.ts';
import { findInspection } from '../find-inspection.ts';
import type { PackageParts, PackageWork } from '../package-parts.ts';
import { planPackage } from '../recipe/plan.ts';

/** Building needs the image, its dependencies stage and the model at the same time. */
const spaceFactor = 2.5;

/**
 * Everything that can refuse before anything is written. Throws `package.stopped`, `container.no-engine` and
 * `container.no-space`.
 */
export async function check(
  parts: PackageParts,
  context: JobContext,
  draft: PackageDraft,
): Promise<PackageWork> {
  const found = findInspection(parts.jobs(), draft.inspectionId);
  const plan = planPackage(found.inspection, draft, parts.libraries);
  if (plan.stops.length > 0)
    throw new AppError('package.stopped', {
      details: plan.stops.map(({ title, observed }) => `${title}: ${observed}`).join('\n'),
    });
  if (draft.product !== 'image') return { parts, context, draft, plan, ...found };
  await checkEngine(parts, context, plan.size.bytes);
  const baseImage = await withDigest(parts, plan.baseImage);
  return { parts, context, draft, plan: { ...plan, baseImage }, ...found };
}

/** A base that the engine has from a registry is named by its digest: the folder then builds the same image next year. */
async function withDigest({ engine }: PackageParts, reference: string): Promise<string> {
  if (reference.includes('@')) return reference;
  const digest = (await engine.image(reference))?.digest;
  return digest === undefined ? reference : `${reference}@${digest}`;
}

async function checkEngine({ engine }: PackageParts, context: JobContext, bytes: number): Promise<void> {
  const { product, version, platform, freeBytes } = await engine.facts(context.signal);
  context.log(`${product} ${version} on ${platform} builds.`);
  const needed = bytes * spaceFactor;
  if (freeBytes !== undefined && freeBytes < needed)
    throw new AppError('container.no-space', {
      details: `${sizeOf(freeBytes)} are free where images are kept; about ${sizeOf(needed)} are needed.`,
    });
}
