import type { PackageDraftInput } from '@contract/packages.ts';

/** Names of answers in the cache. */
export const keys = {
  info: ['info'],
  settings: ['settings'],
  doctor: ['doctor'],
  models: ['models'],
  model: (id: string) => ['models', id],
  jobs: ['jobs'],
  job: (id: string) => ['job', id],
  ledger: ['ledger'],
  /** Every list of packages. */
  packages: ['packages', 'list'],
  /** The list after the package job that ended last: another one makes another list. */
  packagesAfter: (jobId: string) => ['packages', 'list', jobId],
  package: (id: string) => ['packages', 'one', id],
  packageFile: (id: string, path: string) => ['packages', 'file', id, path],
  plan: (draft: PackageDraftInput | undefined) => ['plan', draft],
} as const;
