import { homedir, platform, release } from 'node:os';
import { join } from 'node:path';
import { createFiles } from './adapters/files/files.ts';
import { createHttp } from './adapters/http/http.ts';
import { createLog } from './adapters/log-file/log-file.ts';
import { createMachine } from './adapters/machine/machine.ts';
import { engineUndoers } from './adapters/docker/undoers.ts';
import { discoverEngine } from './adapters/docker/discover-engine.ts';
import { createModelFiles } from './adapters/model-files/model-files.ts';
import { createModelLibrary } from './adapters/model-library/model-library.ts';
import { createProcessRunner } from './adapters/process-runner/process-runner.ts';
import { openStore } from './adapters/sqlite/store.ts';
import { systemClock } from './adapters/system/clock.ts';
import { createIds } from './adapters/system/ids.ts';
import { createPackaging } from './app-packaging.ts';
import type { SystemInfo } from './contract/system.ts';
import { createJobs, type Jobs } from './core/jobs/jobs.ts';
import type { Undo } from './core/jobs/kind.ts';
import { inspectKind } from './core/inspection/inspect-kind.ts';
import { packageKind } from './core/packaging/package-kind.ts';
import { createPackages } from './core/packaging/packages.ts';
import type { PackageParts } from './core/packaging/package-parts.ts';
import type { Files, Host, Log } from './core/ports.ts';
import { batchKind } from './core/predictions/batch.ts';
import { createServers } from './core/predictions/servers.ts';
import { createRouter, type Router } from './core/router.ts';
import { toErrorRecord } from './core/to-error-record.ts';

export interface AppOptions {
  readonly host: Host;
  /** Folder with all state; `SLIPWAY_HOME`, or `.slipway` in the user's home, when left out. */
  readonly home?: string;
  /** Folder with `samples/`. */
  readonly resources: string;
  /** The built program of the embedded server. */
  readonly embeddedEntry: string;
  readonly version: string;
}

export interface App {
  readonly router: Router;
  readonly info: SystemInfo;
  readonly log: Log;
  /** Interrupts running jobs, stops model servers and closes the state. */
  readonly dispose: () => Promise<void>;
}

const sampleOrder = ['iris-flowers', 'penguin-mass', 'handwritten-digit'];

/** The one place where ports meet adapters. Throws `storage.unavailable` and `storage.newer`. */
export function createApp(options: AppOptions): App {
  const home = options.home ?? process.env['SLIPWAY_HOME'] ?? join(homedir(), '.slipway');
  const clock = systemClock;
  const ids = createIds();
  const { store, notice } = openStore(home, clock, ids);
  const { ledger, documents, presence } = store;
  const log = createLog({ folder: join(home, 'logs') });
  const library = createModelLibrary(join(options.resources, 'samples'), sampleOrder);
  const runner = createProcessRunner({ entry: options.embeddedEntry, clock, log });
  const servers = createServers({ library, runner, ledger, presence, ids, clock, log });
  const http = createHttp();
  const files = createFiles();
  const models = createModelFiles({ scratch: join(home, 'scratch') });
  const { resources } = options;
  const making = createPackaging({ home, resources, store, clock, ids, models, log, jobs: () => jobs });
  const jobs: Jobs = createJobs({
    store,
    clock,
    ids,
    undoers: createUndoers(files, making),
    toErrorRecord: (error) => toErrorRecord(error, log),
  });
  const kinds = {
    batch: batchKind({ library, servers, http, files, clock }),
    inspecting: inspectKind({ models, files, clock }),
    packaging: packageKind(making),
  };
  jobs.register(kinds.batch);
  jobs.register(kinds.inspecting);
  jobs.register(kinds.packaging);
  jobs.recover();
  servers.reapLeftovers().catch((error: unknown) => log.error('Leftover servers could not be ended', error));
  const info = describeStart(options, home, clock.now(), notice === undefined ? [] : [notice]);
  const router = createRouter({
    info,
    host: options.host,
    documents,
    machine: createMachine({ home, environment: process.env, discoverEngine }),
    clock,
    log,
    jobs,
    ...kinds,
    packages: createPackages(making),
    ledger,
    library,
    servers,
    http,
  });
  return {
    router,
    info,
    log,
    dispose: async () => {
      await jobs.dispose();
      await servers.dispose();
      http.close();
      store.close();
    },
  };
}

/** How each kind of resource in the ledger is removed; harmless for one that is gone. */
function createUndoers(files: Files, { folders, engine }: PackageParts): Readonly<Record<string, Undo>> {
  return {
    file: ({ ref }) => files.remove(ref),
    folder: ({ ref }) => folders.remove(ref),
    ...engineUndoers(engine),
  };
}

function describeStart(
  { host, version }: AppOptions,
  home: string,
  at: Date,
  notices: SystemInfo['notices'],
): SystemInfo {
  return {
    version,
    host: host.kind,
    platform: `${platform()} ${release()} ${process.arch}`,
    node: process.versions.node,
    home,
    startedAt: at.toISOString(),
    abilities: {
      pickPath: host.pickPath !== undefined,
      reveal: host.reveal !== undefined,
      openExternal: host.openExternal !== undefined,
    },
    notices,
  };
}
