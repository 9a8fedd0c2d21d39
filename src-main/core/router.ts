import { implement, ORPCError } from '@orpc/server';
import { contract } from '../contract/api.ts';
import { errorRecord, type ErrorRecord } from '../contract/errors.ts';
import type { Model } from '../contract/models.ts';
import type { SystemInfo } from '../contract/system.ts';
import { AppError } from './app-error.ts';
import { runCheck, runDoctor } from './doctor/doctor.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { JobKind } from './jobs/kind.ts';
import type { Clock, Documents, Host, Ledger, Log, Machine, ModelFolder } from './ports.ts';
import { predict, type PredictParts } from './predictions/predict.ts';
import { findModel } from './predictions/servers.ts';
import type { InspectInput, Inspection } from '../contract/inspection.ts';
import type { PackageDraft } from '../contract/packages.ts';
import type { BatchInput, BatchResult } from '../contract/predictions.ts';
import type { PackageResult } from './packaging/package-kind.ts';
import type { Packages } from './packaging/packages.ts';
import { changeSettings, readSettings } from './system/settings.ts';
import { diagnosticsText } from './system/diagnostics.ts';
import { toErrorRecord } from './to-error-record.ts';

export interface RouterParts extends PredictParts {
  readonly info: SystemInfo;
  readonly host: Host;
  readonly documents: Documents;
  readonly machine: Machine;
  readonly clock: Clock;
  readonly log: Log;
  readonly jobs: Jobs;
  readonly batch: JobKind<BatchInput, BatchResult>;
  readonly inspecting: JobKind<InspectInput, Inspection>;
  readonly packaging: JobKind<PackageDraft, PackageResult>;
  readonly packages: Packages;
  readonly ledger: Ledger;
}

/** Log lines in the diagnostics. */
const tailLines = 40;

export type Router = ReturnType<typeof createRouter>;

/** Every procedure of the contract over the core. Whatever a procedure throws crosses the wire as an `ErrorRecord`. */
export function createRouter(parts: RouterParts) {
  const named = implementNamed(parts.log);
  return named.router({
    system: systemProcedures(named, parts),
    doctor: {
      run: named.doctor.run.handler(() => runDoctor(parts.machine, parts.clock)),
      check: named.doctor.check.handler(({ input }) => runCheck(input.id, parts.machine)),
    },
    models: {
      list: named.models.list.handler(async () => (await parts.library.list()).map(describeModel)),
      get: named.models.get.handler(async ({ input }) =>
        describeModel(await findModel(parts.library, input.id)),
      ),
      inspect: named.models.inspect.handler(({ input }) => ({
        jobId: parts.jobs.start(parts.inspecting, input).id,
      })),
    },
    packages: packageProcedures(named, parts),
    servers: {
      list: named.servers.list.handler(() => parts.servers.list()),
      start: named.servers.start.handler(({ input }) => parts.servers.start(input.modelId)),
      stop: named.servers.stop.handler(async ({ input }) => {
        await parts.servers.stop(input.id);
        return {};
      }),
    },
    predictions: {
      create: named.predictions.create.handler(({ input, signal }) => predict(parts, input, signal)),
      startBatch: named.predictions.startBatch.handler(async ({ input }) => {
        await findModel(parts.library, input.modelId);
        return { jobId: parts.jobs.start(parts.batch, input).id };
      }),
    },
    jobs: jobProcedures(named, parts),
    ledger: { list: named.ledger.list.handler(() => parts.ledger.list()) },
  });
}

type Named = ReturnType<typeof implementNamed>;

/** The middleware stands outside both validations, so that it also names their failures. */
function implementNamed(log: Log) {
  return implement(contract)
    .$config({
      initialInputValidationIndex: Number.POSITIVE_INFINITY,
      initialOutputValidationIndex: Number.POSITIVE_INFINITY,
    })
    .use(async ({ next }) => {
      try {
        return await next();
      } catch (error) {
        throw toWireError(error, log);
      }
    });
}

function systemProcedures(named: Named, { info, host, documents, machine, clock, log }: RouterParts) {
  return {
    info: named.system.info.handler(() => info),
    settings: named.system.settings.handler(() => readSettings(documents)),
    changeSettings: named.system.changeSettings.handler(({ input }) => changeSettings(documents, input)),
    diagnostics: named.system.diagnostics.handler(async () => ({
      text: diagnosticsText(info, await runDoctor(machine, clock), log.tail(tailLines)),
    })),
    pickPath: named.system.pickPath.handler(async ({ input }) => {
      const path = await able(host.pickPath)(input.kind, input.title);
      return path === undefined ? {} : { path };
    }),
    reveal: named.system.reveal.handler(async ({ input }) => {
      await able(host.reveal)(input.path);
      return {};
    }),
    openExternal: named.system.openExternal.handler(async ({ input }) => {
      await able(host.openExternal)(input.url);
      return {};
    }),
  };
}

function packageProcedures(named: Named, { packages, packaging, jobs }: RouterParts) {
  return {
    list: named.packages.list.handler(() => packages.list()),
    get: named.packages.get.handler(({ input }) => packages.get(input.id)),
    plan: named.packages.plan.handler(({ input }) => packages.plan(input)),
    build: named.packages.build.handler(({ input }) => {
      packages.plan(input);
      return { jobId: jobs.start(packaging, input).id };
    }),
    readFile: named.packages.readFile.handler(({ input }) => packages.readFile(input.id, input.path)),
    remove: named.packages.remove.handler(async ({ input }) => {
      await packages.remove(input.id);
      return {};
    }),
    prune: named.packages.prune.handler(async () => ({ reclaimedBytes: await packages.prune() })),
  };
}

function jobProcedures(named: Named, { jobs, log }: RouterParts) {
  const endless = new AbortController().signal;
  return {
    list: named.jobs.list.handler(() => jobs.list()),
    get: named.jobs.get.handler(({ input }) => jobs.get(input.id)),
    watch: named.jobs.watch.handler(({ input, signal = endless }) => {
      jobs.get(input.id);
      return streaming(jobs.watch(input.id, input.after, signal), log);
    }),
    changes: named.jobs.changes.handler(({ signal = endless }) => streaming(jobs.changes(signal), log)),
    cancel: named.jobs.cancel.handler(({ input }) => jobs.cancel(input.id)),
    resume: named.jobs.resume.handler(({ input }) => jobs.resume(input.id)),
    discard: named.jobs.discard.handler(({ input }) => jobs.discard(input.id)),
  };
}

function able<T>(ability: T | undefined): T {
  if (ability === undefined) throw new AppError('host.unsupported');
  return ability;
}

function describeModel({ card: { onnx: _onnx, ...card }, bytes }: ModelFolder): Model {
  return { ...card, source: 'sample', framework: 'onnx', bytes };
}

/** A failure in the middle of a stream is named like any other. */
async function* streaming<T>(items: AsyncIterable<T>, log: Log): AsyncGenerator<T, void> {
  try {
    yield* items;
  } catch (error) {
    throw toWireError(error, log);
  }
}

function toWireError(error: unknown, log: Log): ORPCError<string, ErrorRecord> {
  const record = isInvalidInput(error) ? invalidInput(error) : toErrorRecord(error, log);
  return new ORPCError(record.code, { status: 400, message: record.title, data: record });
}

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[];
}

type InvalidInput = ORPCError<'BAD_REQUEST', { readonly issues: readonly Issue[] }>;

function isInvalidInput(error: unknown): error is InvalidInput {
  return error instanceof ORPCError && error.code === 'BAD_REQUEST';
}

function invalidInput(error: InvalidInput): ErrorRecord {
  const fields = error.data.issues.map(({ path = [], message }) => ({
    path: path.map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
    message,
  }));
  const details = fields.map(({ path, message }) => `${path === '' ? 'input' : path}: ${message}`).join('\n');
  return errorRecord('input.invalid', { fields, details });
}
