import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBuildEnvironment } from '../../src-main/adapters/build-environment/build-environment.ts';
import { createBuildFolders } from '../../src-main/adapters/build-folder/build-folders.ts';
import { createFiles } from '../../src-main/adapters/files/files.ts';
import { createModelFiles } from '../../src-main/adapters/model-files/model-files.ts';
import { systemClock } from '../../src-main/adapters/system/clock.ts';
import { createIds } from '../../src-main/adapters/system/ids.ts';
import { errorRecord } from '../../src-main/contract/errors.ts';
import type { Job, JobState } from '../../src-main/contract/jobs.ts';
import { PackageDraft, type PackageDraftInput } from '../../src-main/contract/packages.ts';
import { AppError } from '../../src-main/core/app-error.ts';
import { inspectKind } from '../../src-main/core/inspection/inspect-kind.ts';
import { createJobs, type Jobs } from '../../src-main/core/jobs/jobs.ts';
import type { Store } from '../../src-main/core/ports.ts';
import { packageKind } from '../../src-main/core/packaging/package-kind.ts';
import type { PackageParts } from '../../src-main/core/packaging/package-parts.ts';
import { createPackageStore } from '../../src-main/core/packaging/package-store.ts';
import { LibraryFacts } from '../../src-main/core/packaging/recipe/library-facts.ts';
import { fakeEngine, type EngineScript, type FakeEngine } from './container-engine.ts';

const resources = join(import.meta.dirname, '../../resources');
const fixtures = join(import.meta.dirname, '../../src-main/core/inspection/testing/fixtures');
const facts: unknown = JSON.parse(readFileSync(join(resources, 'facts/python-libraries.json'), 'utf8'));
const libraries = LibraryFacts.parse(facts);

export interface PackageBench {
  readonly jobs: Jobs;
  readonly engine: FakeEngine;
  readonly parts: PackageParts;
  readonly start: (draft?: Partial<PackageDraftInput>) => Promise<Job>;
  /** The inspected model, which may be changed. */
  readonly model: string;
}

const lockText = `numpy==2.4.6 \\\n    --hash=sha256:${'a'.repeat(64)}\n`;

/** A model of scikit-learn, inspected for real, and everything near it for real; the engine and the package index are not. */
export async function packageBench(
  { home, store }: { readonly home: string; readonly store: Store },
  script: EngineScript = {},
  file = 'sklearn/forest.joblib',
): Promise<PackageBench> {
  const model = join(home, 'model.joblib');
  cpSync(join(fixtures, file), model);
  const engine = fakeEngine(script);
  const models = createModelFiles({ scratch: join(home, 'scratch') });
  const files = createFiles();
  const parts: PackageParts = {
    engine,
    libraries,
    files,
    clock: systemClock,
    ids: createIds(),
    locker: { lock: () => Promise.resolve({ text: lockText, resolver: 'fake', cached: false }) },
    environments: { create: () => Promise.reject(new AppError('package.python')) },
    processes: { probe: () => Promise.reject(new Error('not asked for')) },
    folders: createBuildFolders({
      resources,
      packages: join(home, 'packages'),
      scratch: join(home, 'scratch'),
    }),
    environment: createBuildEnvironment({}, () => Promise.resolve({ extraIndexes: [], trustedHosts: [] })),
    copyModel: models.copyTo,
    store: createPackageStore(store.documents),
    jobs: () => jobs,
  };
  const jobs: Jobs = createJobs({
    store,
    clock: systemClock,
    ids: createIds(),
    undoers: {
      folder: ({ ref }) => parts.folders.remove(ref),
      image: ({ ref }) => engine.removeImage(ref),
      container: ({ ref }) => engine.removeContainer(ref),
    },
    toErrorRecord: (error) =>
      error instanceof AppError ? error.record : errorRecord('internal', { details: String(error) }),
  });
  const kind = packageKind(parts);
  jobs.register(kind);
  const inspection = await settled(
    jobs,
    jobs.start(inspectKind({ models, files, clock: systemClock }), { path: model }).id,
  );
  const draft = { inspectionId: inspection.id, name: 'iris' };
  const start = (more: Partial<PackageDraftInput> = {}) =>
    Promise.resolve(jobs.start(kind, PackageDraft.parse({ ...draft, ...more })));
  return { jobs, engine, parts, model, start };
}

export async function until(jobs: Jobs, id: string, ...states: JobState[]): Promise<Job> {
  for await (const list of jobs.changes(new AbortController().signal)) {
    const job = list.find((one) => one.id === id);
    if (job !== undefined && states.includes(job.state)) return job;
  }
  return jobs.get(id);
}

export function settled(jobs: Jobs, id: string): Promise<Job> {
  return until(jobs, id, 'succeeded', 'failed', 'cancelled');
}
