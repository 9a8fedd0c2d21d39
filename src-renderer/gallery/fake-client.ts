import { AsyncIteratorClass, ORPCError } from '@orpc/client';
import type { ErrorCode } from '@contract/error-catalog.ts';
import type { DoctorReport } from '@contract/checks.ts';
import type { Job, JournalEntry } from '@contract/jobs.ts';
import type { Model } from '@contract/models.ts';
import type { Package, PackagePlan } from '@contract/packages.ts';
import type { Settings, SystemInfo } from '@contract/system.ts';
import type { Client } from '../client/client.ts';
import { errorRecord } from '../client/error-record.ts';
import { sampleReport } from './fixtures/checks.ts';
import { sampleInfo, sampleSettings } from './fixtures/system.ts';

/** What a fake engine knows; a function in place of a value fails or never answers. */
export interface Script {
  readonly info?: SystemInfo;
  readonly settings?: Settings;
  readonly report?: DoctorReport | (() => Promise<DoctorReport>);
  readonly models?: readonly Model[] | (() => Promise<Model[]>);
  readonly jobs?: readonly Job[] | (() => Promise<Job[]>);
  readonly journal?: readonly JournalEntry[];
  readonly packages?: readonly Package[] | (() => Promise<Package[]>);
  readonly plan?: PackagePlan | (() => Promise<PackagePlan>);
  /** Texts of the files of every package, by path. */
  readonly files?: Readonly<Record<string, string>>;
}

/** An answer that never comes: the state of loading. */
export function never<T>(): Promise<T> {
  return new Promise<T>(() => undefined);
}

/** What the engine throws, as it comes over the wire. */
export function failure(code: ErrorCode, details?: string): ORPCError<string, unknown> {
  const record = errorRecord(code, details === undefined ? {} : { details });
  return new ORPCError(code, { status: 400, message: record.title, data: record });
}

/**
 * An engine in memory for the gallery: it answers what its script says and refuses to act. `overrides` replace whole
 * families, for states that need an answer of their own.
 */
export function fakeClient(script: Script = {}, overrides: Partial<Client> = {}): Client {
  const { info = sampleInfo, settings = sampleSettings, report = sampleReport, journal = [] } = script;
  const models = () => answer<Model[]>(script.models ?? []);
  const jobs = () => answer<Job[]>(script.jobs ?? []);
  const packages = () => answer<Package[]>(script.packages ?? []);
  const jobOf = async (id: string) =>
    found(
      (await jobs()).find((job) => job.id === id),
      'job.missing',
      id,
    );
  const refuse = () =>
    Promise.reject(failure('host.unsupported', 'The gallery shows states; it does not act.'));
  return {
    system: {
      info: () => Promise.resolve(info),
      settings: () => Promise.resolve(settings),
      changeSettings: (change) => Promise.resolve({ ...settings, ...defined(change) }),
      diagnostics: () => Promise.resolve({ text: `Slipway ${info.version}` }),
      pickPath: refuse,
      reveal: refuse,
      openExternal: refuse,
    },
    doctor: {
      run: () => answer<DoctorReport>(report),
      check: async ({ id }) =>
        found(
          (await answer<DoctorReport>(report)).checks.find((one) => one.id === id),
          'internal',
          id,
        ),
    },
    models: {
      list: models,
      get: async ({ id }) =>
        found(
          (await models()).find((model) => model.id === id),
          'model.missing',
          id,
        ),
      inspect: refuse,
    },
    packages: {
      list: packages,
      get: async ({ id }) =>
        found(
          (await packages()).find((one) => one.id === id),
          'package.missing',
          id,
        ),
      plan: () => answer<PackagePlan>(script.plan ?? never),
      build: refuse,
      readFile: ({ path }) => {
        const text = script.files?.[path];
        return text === undefined
          ? Promise.reject(failure('file.missing', path))
          : Promise.resolve({ text, truncated: false });
      },
      remove: refuse,
      prune: refuse,
    },
    servers: { list: () => Promise.resolve([]), start: refuse, stop: refuse },
    predictions: { create: refuse, startBatch: refuse },
    jobs: {
      list: jobs,
      get: ({ id }) => jobOf(id),
      watch: ({ id, after }) =>
        Promise.resolve(replay(journal.filter((entry) => entry.jobId === id && entry.seq > after))),
      changes: async () => replay([await jobs()]),
      cancel: refuse,
      resume: refuse,
      discard: refuse,
    },
    ledger: { list: () => Promise.resolve([]) },
    ...overrides,
  };
}

function answer<T>(scripted: T | Readonly<T> | readonly unknown[] | (() => Promise<T>)): Promise<T> {
  return typeof scripted === 'function' ? (scripted as () => Promise<T>)() : Promise.resolve(scripted as T);
}

function found<T>(value: T | undefined, code: ErrorCode, id: string): T {
  if (value === undefined) throw failure(code, id);
  return value;
}

function defined(change: { readonly [K in keyof Settings]?: Settings[K] | undefined }): Partial<Settings> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

/** Streams stay open after the last item, as those of a live engine do. */
function replay<T>(items: readonly T[]): AsyncIteratorClass<T> {
  const left = [...items];
  return new AsyncIteratorClass<T>(
    () => {
      const [value] = left.splice(0, 1);
      return value === undefined ? never() : Promise.resolve({ done: false, value });
    },
    () => Promise.resolve(),
  );
}
