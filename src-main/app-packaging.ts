import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBuildEnvironment } from './adapters/build-environment/build-environment.ts';
import { createBuildFolders } from './adapters/build-folder/build-folders.ts';
import { createContainerEngine } from './adapters/docker/container-engine.ts';
import { createFiles } from './adapters/files/files.ts';
import type { ModelFilesOnDisk } from './adapters/model-files/model-files.ts';
import { createPackageProcesses } from './adapters/process-runner/package-process.ts';
import { readPipSettings } from './adapters/requirements/pip-settings.ts';
import { createPythonEnvironments } from './adapters/requirements/python-environments.ts';
import { createRequirementsLocker } from './adapters/requirements/requirements-locker.ts';
import type { PackageParts } from './core/packaging/package-parts.ts';
import { createPackageStore } from './core/packaging/package-store.ts';
import { LibraryFacts } from './core/packaging/recipe/library-facts.ts';
import type { Clock, Ids, Log, Store } from './core/ports.ts';

export interface PackagingOptions {
  readonly home: string;
  readonly resources: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly models: ModelFilesOnDisk;
  readonly log: Log;
  readonly jobs: PackageParts['jobs'];
}

/** What making packages needs, over the adapters of this computer. The facts of libraries are read at their first use. */
export function createPackaging({
  home,
  resources,
  store,
  models,
  log,
  ...rest
}: PackagingOptions): PackageParts {
  const scratch = join(home, 'scratch');
  const places = { environment: process.env, tools: join(home, 'tools') };
  let libraries: LibraryFacts | undefined;
  return {
    ...rest,
    engine: createContainerEngine({ environment: process.env, clock: rest.clock, log }),
    locker: createRequirementsLocker({ ...places, cache: join(home, 'cache/locks') }),
    environments: createPythonEnvironments(places),
    processes: createPackageProcesses(),
    folders: createBuildFolders({ resources, packages: join(home, 'packages'), scratch }),
    environment: createBuildEnvironment(process.env, () => readPipSettings(process.env)),
    copyModel: models.copyTo,
    store: createPackageStore(store.documents),
    files: createFiles(),
    get libraries() {
      return (libraries ??= readLibraries(resources));
    },
  };
}

function readLibraries(resources: string): LibraryFacts {
  return LibraryFacts.parse(JSON.parse(readFileSync(join(resources, 'facts/python-libraries.json'), 'utf8')));
}
