import { Package } from '../../contract/packages.ts';
import { AppError } from '../app-error.ts';
import type { Documents } from '../ports.ts';

/** The records of built packages. */
export interface PackageStore {
  /** Newest first. */
  readonly list: () => Package[];
  /** Throws `package.missing`. */
  readonly get: (id: string) => Package;
  readonly save: (record: Package) => void;
  readonly remove: (id: string) => void;
}

const prefix = 'package.';

/** One document a package. One that an older version wrote differently is left out, not lost. */
export function createPackageStore(documents: Documents): PackageStore {
  return {
    list: () =>
      documents
        .list(prefix)
        .flatMap((value) => Package.safeParse(value).data ?? [])
        .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1)),
    get: (id) => {
      const record = Package.safeParse(documents.get(prefix + id)).data;
      if (record === undefined) throw new AppError('package.missing', { details: `Package ${id}` });
      return record;
    },
    save: (record) => documents.set(prefix + record.id, record),
    remove: (id) => documents.remove(prefix + id),
  };
}
