import type { Inspection, InspectInput } from '../../contract/inspection.ts';
import type { PackageDraft, PackagePlan } from '../../contract/packages.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { JobContext } from '../jobs/kind.ts';
import type { Clock, ContainerEngine, Files, Ids } from '../ports.ts';
import type { BuildEnvironment, BuildFolders, CopyModel, PackageProcesses } from './build-ports.ts';
import type { PackageStore } from './package-store.ts';
import type { PythonEnvironments, RequirementsLocker } from './ports.ts';
import type { LibraryFacts } from './recipe/library-facts.ts';

/** Everything that making a package asks of the outside. */
export interface PackageParts {
  readonly engine: ContainerEngine;
  readonly locker: RequirementsLocker;
  readonly environments: PythonEnvironments;
  readonly processes: PackageProcesses;
  readonly folders: BuildFolders;
  readonly environment: BuildEnvironment;
  readonly copyModel: CopyModel;
  readonly store: PackageStore;
  readonly files: Pick<Files, 'rows'>;
  readonly jobs: () => Pick<Jobs, 'get'>;
  readonly libraries: LibraryFacts;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** What is known from the first step on. */
export interface PackageWork {
  readonly parts: PackageParts;
  readonly context: JobContext;
  readonly draft: PackageDraft;
  readonly input: InspectInput;
  readonly inspection: Inspection & { readonly sha256: string };
  readonly plan: PackagePlan;
}
