import {
  maxShownFile,
  type Image,
  type Package,
  type PackageDraft,
  type PackagePlan,
} from '../../contract/packages.ts';
import type { ContainerEngine } from '../ports.ts';
import { findInspection } from './find-inspection.ts';
import type { PackageParts } from './package-parts.ts';
import { planPackage } from './recipe/plan.ts';
import { workbenchTag } from './workbench-tag.ts';

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
      const { image, folder, name } = store.get(id);
      const others = store.list().filter((one) => one.id !== id);
      if (image !== undefined) {
        await removeImage(
          engine,
          image,
          others.flatMap((one) => one.image ?? []),
        );
        if (others.every((one) => one.name !== name)) await engine.removeImage(workbenchTag(name));
      }
      if (folders.owns(folder)) await folders.remove(folder);
      store.remove(id);
    },
    prune: async () => {
      const names = new Set(store.list().map(({ name }) => name));
      for (const name of names) await engine.removeImage(workbenchTag(name));
      return engine.prune(ownLabel);
    },
  };
}

/** Takes the tag off, unless a later build has it by now; another package with the same content keeps the image. */
async function removeImage(engine: ContainerEngine, image: Image, others: readonly Image[]): Promise<void> {
  const same = others.filter(({ id }) => id === image.id);
  if (same.some(({ tag }) => tag === image.tag)) return;
  if ((await engine.image(image.tag))?.id === image.id) await engine.removeImage(image.tag);
  else if (same.length === 0) await engine.removeImage(image.id);
}
