import { maxShownFile, type Package, type PackageDraft, type PackagePlan } from '../../contract/packages.ts';
import { findInspection } from './find-inspection.ts';
import type { PackageParts } from './package-parts.ts';
import { planPackage } from './recipe/plan.ts';

/** Every image of a package and of its workbench carries a label that begins so. */
const ownLabel = 'dev.slipway';

export interface Packages {
  readonly list: () => Package[];
  /** Throws `package.missing`. */
  readonly get: (id: string) => Package;
  /** Throws `job.missing` and `job.state` when there is no such inspection. */
  readonly plan: (draft: PackageDraft) => PackagePlan;
  readonly readFile: (id: string, path: string) => Promise<{ text: string; truncated: boolean }>;
  /** The record goes last: what could not be removed can be tried again. */
  readonly remove: (id: string) => Promise<void>;
  readonly prune: () => Promise<number>;
}

/** What can be asked of built packages. */
export function createPackages(parts: PackageParts): Packages {
  const { store, folders, engine } = parts;
  return {
    list: store.list,
    get: store.get,
    plan: (draft) => {
      const { inspection } = findInspection(parts.jobs(), draft.inspectionId);
      return planPackage(inspection, draft, parts.libraries);
    },
    readFile: (id, path) => folders.read(store.get(id).folder, path, maxShownFile),
    remove: async (id) => {
      const { image, folder } = store.get(id);
      // A later package may have taken the tag over; the image's own name is this package's for certain.
      const shared = store.list().some((one) => one.id !== id && one.image?.id === image?.id);
      if (image !== undefined && !shared) await engine.removeImage(image.id);
      if (folders.owns(folder)) await folders.remove(folder);
      store.remove(id);
    },
    prune: () => engine.prune(ownLabel),
  };
}
