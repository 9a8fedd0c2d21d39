import type { Evidence, Server } from '../contract/predictions.ts';
import type { Job, JobEvent, JournalEntry, LedgerEntry } from '../contract/jobs.ts';
import type { ModelCard } from '../contract/models.ts';
import type { BuildStep, Image } from '../contract/packages.ts';
import type { MachineFacts } from './doctor/facts.ts';

/**
 * What the core asks of the outside. Storage is synchronous on purpose: SQLite answers in microseconds, and a
 * journal that is written before the next line runs needs no ordering rules.
 */

export interface Clock {
  readonly now: () => Date;
  /** Monotonic milliseconds, for durations. */
  readonly monotonic: () => number;
  /** Resolves after `ms`, at once when `signal` aborts. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

export interface Ids {
  /** Unique, sortable by time of creation, safe in file names and addresses. */
  readonly next: () => string;
}

type Fields = Readonly<Record<string, unknown>>;

export interface Log {
  readonly info: (message: string, fields?: Fields) => void;
  readonly warn: (message: string, fields?: Fields) => void;
  /** Writes the error with its stack and answers the log id to show. */
  readonly error: (message: string, error: unknown, fields?: Fields) => string;
  /** The newest lines, oldest first, already redacted. */
  readonly tail: (lines: number) => string[];
}

/** Folds one more entry into a job; the first entry makes it. */
export type FoldJob = (job: Job | undefined, entry: JournalEntry) => Job;

export interface Journal {
  /** Appends with the job's next sequence number and stores the folded job with it, both or neither. */
  readonly append: (jobId: string, event: JobEvent, fold: FoldJob) => Job;
  readonly read: (jobId: string, after: number, limit: number) => JournalEntry[];
  readonly job: (jobId: string) => Job | undefined;
  /** Newest first. */
  readonly jobs: (limit: number) => Job[];
  /** Grows when another process has written; says nothing of this one's own writes. */
  readonly foreignVersion: () => number;
}

/** Which engines are alive on this state folder. A killed process stops being alive at once. */
export interface Presence {
  readonly engine: string;
  readonly isAlive: (engine: string) => boolean;
}

export interface Ledger {
  readonly plan: (entry: Pick<LedgerEntry, 'kind' | 'ref' | 'data'> & { jobId?: string }) => LedgerEntry;
  readonly change: (id: string, change: Partial<Pick<LedgerEntry, 'state' | 'ref' | 'data'>>) => LedgerEntry;
  readonly list: (filter?: { jobId?: string; kind?: string }) => LedgerEntry[];
}

/** Small JSON documents by key. */
export interface Documents {
  readonly get: (key: string) => unknown;
  readonly set: (key: string, value: unknown) => void;
  readonly remove: (key: string) => void;
  /** Every document whose key begins with `prefix`, by key. */
  readonly list: (prefix: string) => unknown[];
}

export interface Store {
  readonly journal: Journal;
  readonly ledger: Ledger;
  readonly documents: Documents;
  readonly presence: Presence;
  readonly close: () => void;
}

/** One row of an input file with the place it came from. */
export interface FileRow {
  /** 1 for the first row of data. */
  readonly number: number;
  readonly cells: Readonly<Record<string, unknown>>;
  /** Bytes of the file read so far. */
  readonly bytesRead: number;
}

export interface FileStat {
  readonly bytes: number;
  /** ISO 8601, UTC. */
  readonly modifiedAt: string;
}

/** Files that a person names. Every method throws an `AppError` of the `file.*` family. */
export interface Files {
  readonly stat: (path: string) => Promise<FileStat>;
  readonly exists: (path: string) => Promise<boolean>;
  /** Reads .csv (text cells, by header) or .jsonl (JSON cells), skipping the first `skip` rows. */
  readonly rows: (path: string, skip: number, signal: AbortSignal) => AsyncIterable<FileRow>;
  readonly create: (path: string) => Promise<void>;
  /** Cuts the file to its first `bytes` bytes: the part a checkpoint vouches for. */
  readonly truncate: (path: string, bytes: number) => Promise<void>;
  /** Appends and flushes to the disk; answers the file's length in bytes. */
  readonly append: (path: string, text: string) => Promise<number>;
  readonly remove: (path: string) => Promise<void>;
}

export interface ModelFolder {
  readonly card: ModelCard;
  readonly path: string;
  /** Size of the model file in bytes. */
  readonly bytes: number;
}

export interface ModelLibrary {
  readonly list: () => Promise<ModelFolder[]>;
}

export interface RunningServer extends Server {
  /** Aborts when the process has ended, however it ended. */
  readonly ended: AbortSignal;
  readonly stop: () => Promise<void>;
}

/** Runs a model server: as a process now, as a container later. */
export interface ServerRunner {
  readonly evidence: Evidence;
  /** Resolves once readiness is true; throws `server.start-failed` or `model.unreadable`. */
  readonly start: (folder: ModelFolder, id: string, signal?: AbortSignal) => Promise<RunningServer>;
  /** Ends a server that an earlier run of the engine left behind; true when nothing is left. */
  readonly reap: (entry: LedgerEntry) => Promise<boolean>;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly durationMs: number;
  /** As sent, with those that the client added. */
  readonly requestHeaders: Readonly<Record<string, string>>;
}

export interface Http {
  readonly post: (
    url: string,
    headers: Readonly<Record<string, string>>,
    body: string,
    signal?: AbortSignal,
  ) => Promise<HttpAnswer>;
}

/** Reads facts of this computer for the checks. */
export interface Machine {
  readonly facts: () => Promise<MachineFacts>;
}

/** What the window around the engine can do. */
export interface Host {
  readonly kind: 'electron' | 'web' | 'cli';
  readonly pickPath?: (kind: 'file' | 'folder', title: string) => Promise<string | undefined>;
  readonly reveal?: (path: string) => Promise<void>;
  readonly openExternal?: (url: string) => Promise<void>;
}

export interface EngineFacts {
  readonly product: string;
  readonly version: string;
  /** `linux/amd64`. */
  readonly platform: string;
  readonly memoryBytes?: number;
  readonly cores?: number;
  /** Where images are kept, and the bytes free there, when the engine runs on this computer. */
  readonly freeBytes?: number;
}

export interface BuildRequest {
  /** Absolute path of the build folder; its `.dockerignore` is honoured. */
  readonly folder: string;
  /** Relative to the folder. */
  readonly dockerfile: string;
  readonly tag: string;
  readonly platform: string;
  /** Never written to the log: they may hold an index address with a password. */
  readonly buildArguments: Readonly<Record<string, string>>;
  /** What the engine puts on the image besides the Dockerfile's labels. */
  readonly labels: Readonly<Record<string, string>>;
}

export interface BuildNews {
  /** Called when an instruction has ended, in order. */
  readonly step: (step: BuildStep) => void;
  /** Instructions done and in total: known from the first on. */
  readonly progress: (done: number, total: number) => void;
  readonly log: (line: string) => void;
}

/** How a container is confined. Nothing here is the default of an engine. */
export interface Confinement {
  /** `none` for untrusted code; `bridge` publishes `port` on 127.0.0.1. */
  readonly network: 'none' | 'bridge';
  readonly port?: number;
  /** `1000`, or any number for the random users of some clouds. */
  readonly user: string;
  /** The root file system cannot be written; /tmp can, up to `tmpBytes`. */
  readonly readOnly: boolean;
  readonly tmpBytes: number;
  readonly memoryBytes: number;
  readonly cores: number;
}

export interface ContainerRequest extends Confinement {
  readonly image: string;
  readonly name: string;
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
}

export interface CommandOutcome {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** A container with all capabilities dropped and no way to gain privileges. */
export interface RunningContainer {
  readonly id: string;
  /** The published port on 127.0.0.1. */
  readonly hostPort?: number;
  /** Aborts when it has ended, however it ended. */
  readonly ended: AbortSignal;
  readonly exec: (command: readonly string[], signal: AbortSignal) => Promise<CommandOutcome>;
  /** Resolves with the exit code and the last output once it has ended by itself. */
  readonly wait: (signal: AbortSignal) => Promise<CommandOutcome>;
  /** Writes a file or folder of the container into an existing folder of this computer, with limits on what comes. */
  readonly copyOut: (path: string, folder: string, signal: AbortSignal) => Promise<void>;
  readonly logs: (lines: number) => Promise<string>;
  /** Resident memory in bytes, now. */
  readonly memory: () => Promise<number | undefined>;
  /** SIGTERM, then SIGKILL after `graceSeconds`; then removed. Harmless when it is gone. */
  readonly remove: (graceSeconds: number) => Promise<void>;
}

/**
 * The container engine of this computer. Every method throws an `AppError` of the `container.*` family, and aborts the
 * engine's own work with `signal`.
 */
export interface ContainerEngine {
  /** Throws `container.no-engine` when none answers. */
  readonly facts: (signal?: AbortSignal) => Promise<EngineFacts>;
  /** Throws `container.build-failed` with the line, the reason and the fix, and `container.no-base` for a base image that cannot be had. */
  readonly build: (request: BuildRequest, news: BuildNews, signal: AbortSignal) => Promise<Image>;
  readonly image: (reference: string) => Promise<Image | undefined>;
  readonly start: (request: ContainerRequest, signal: AbortSignal) => Promise<RunningContainer>;
  /** Gives an image one more name, taking it from the image that had it. */
  readonly tagImage: (id: string, reference: string) => Promise<void>;
  /** Harmless when it is gone. */
  readonly removeImage: (reference: string) => Promise<void>;
  readonly removeContainer: (name: string) => Promise<void>;
  /** Removes images without a name that carry a label, or one below it, with their layers; answers the bytes won. */
  readonly prune: (label: string) => Promise<number>;
}
