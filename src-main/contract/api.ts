import { eventIterator, oc } from '@orpc/contract';
import * as z from 'zod';
import { CheckResult, DoctorReport } from './checks.ts';
import { Job, JournalEntry, LedgerEntry } from './jobs.ts';
import { InspectInput } from './inspection.ts';
import { Model } from './models.ts';
import { Package, PackageDraft, PackagePlan } from './packages.ts';
import { BatchInput, Exchange, PredictInput, Server } from './predictions.ts';
import { Settings, SystemInfo } from './system.ts';

const byId = z.object({ id: z.string() });

/** The only list of what a front end may ask. Every input is parsed on the engine's side. */
export const contract = {
  system: {
    info: oc.output(SystemInfo),
    settings: oc.output(Settings),
    changeSettings: oc.input(Settings.partial()).output(Settings),
    /** Versions, checks and the last log lines as text, without secrets: what goes into a bug report. */
    diagnostics: oc.output(z.object({ text: z.string() })),
    /** Opens the host's file dialog; `path` is missing when it was closed without a choice. */
    pickPath: oc
      .input(z.object({ kind: z.enum(['file', 'folder']), title: z.string() }))
      .output(z.object({ path: z.string().optional() })),
    /** Shows a path in the computer's file manager. */
    reveal: oc.input(z.object({ path: z.string() })).output(z.object({})),
    openExternal: oc.input(z.object({ url: z.string() })).output(z.object({})),
  },
  doctor: {
    run: oc.output(DoctorReport),
    check: oc.input(byId).output(CheckResult),
  },
  models: {
    list: oc.output(z.array(Model)),
    get: oc.input(byId).output(Model),
    /** Reads a model on disk without running it; the job's result is an `Inspection`. */
    inspect: oc.input(InspectInput).output(z.object({ jobId: z.string() })),
  },
  packages: {
    /** Newest first. */
    list: oc.output(z.array(Package)),
    get: oc.input(byId).output(Package),
    /** Everything the build would do, with nothing written and nothing fetched. */
    plan: oc.input(PackageDraft).output(PackagePlan),
    /** The job's result is `{ packageId }`. */
    build: oc.input(PackageDraft).output(z.object({ jobId: z.string() })),
    /** Text of a file of the build folder, by its path in there; cut after `maxShownFile` characters. */
    readFile: oc
      .input(z.object({ id: z.string(), path: z.string() }))
      .output(z.object({ text: z.string(), truncated: z.boolean() })),
    /** Removes the record, the image and the build folder when it lies in the state folder. */
    remove: oc.input(byId).output(z.object({})),
    /** Removes images and layers of earlier builds that no package uses. */
    prune: oc.output(z.object({ reclaimedBytes: z.int() })),
  },
  servers: {
    list: oc.output(z.array(Server)),
    /** Starts the model's server, or answers the one that runs. */
    start: oc.input(z.object({ modelId: z.string() })).output(Server),
    stop: oc.input(byId).output(z.object({})),
  },
  predictions: {
    create: oc.input(PredictInput).output(Exchange),
    startBatch: oc.input(BatchInput).output(z.object({ jobId: z.string() })),
  },
  jobs: {
    list: oc.output(z.array(Job)),
    get: oc.input(byId).output(Job),
    /** Replays the journal from after `after`, then goes live; ends when nothing more can happen: succeeded or discarded. */
    watch: oc
      .input(z.object({ id: z.string(), after: z.int().nonnegative() }))
      .output(eventIterator(JournalEntry)),
    /** The whole list at once, then again after each change, at most ten times a second. */
    changes: oc.output(eventIterator(z.array(Job))),
    cancel: oc.input(byId).output(Job),
    resume: oc.input(byId).output(Job),
    /** Undoes what the job left behind, newest first, and closes it. */
    discard: oc.input(byId).output(Job),
  },
  ledger: {
    list: oc.output(z.array(LedgerEntry)),
  },
};
