import type { Inspection } from '../../contract/inspection.ts';

/** The files of packages on this computer. Every path inside a build folder is relative to it, with forward slashes. */
export interface BuildFolders {
  /** Makes an empty folder. Throws `file.exists` when something is there already, `file.unwritable` when it cannot be made. */
  readonly create: (folder: string) => Promise<void>;
  readonly write: (folder: string, path: string, text: string) => Promise<void>;
  /** Copies the serving runtime, or the workbench with it, without caches. */
  readonly copyProgram: (program: 'runtime' | 'workbench', folder: string, path: string) => Promise<void>;
  /** Copies the wheels of a folder of this computer; answers how many. Throws `file.missing` when it holds none. */
  readonly copyWheels: (from: string, folder: string, signal: AbortSignal) => Promise<number>;
  /** Copies one file from another folder of this computer. */
  readonly copyFile: (from: string, folder: string, path: string) => Promise<void>;
  /** Every file with its size in bytes, by path. */
  readonly list: (folder: string) => Promise<{ path: string; bytes: number }[]>;
  /** The first `most` characters of a text file. Throws `file.missing` for a path that leads outside. */
  readonly read: (
    folder: string,
    path: string,
    most: number,
  ) => Promise<{ text: string; truncated: boolean }>;
  /** Harmless when it is gone. */
  readonly remove: (folder: string) => Promise<void>;
  /** Lets every user read it, however strict this user's own settings are: the image runs as another one. */
  readonly makeReadable: (folder: string) => Promise<void>;
  readonly removePath: (folder: string, path: string) => Promise<void>;
  /** Where a build folder goes that a person gave no place for. */
  readonly place: (name: string) => string;
  /** True for a folder that lies where `place` puts them: it may be removed with its package. */
  readonly owns: (folder: string) => boolean;
  /** An empty folder for one step's own files. */
  readonly scratch: (name: string) => Promise<string>;
}

/** Copies the files of an inspected model; see `ModelFilesOnDisk.copyTo`. */
export type CopyModel = (
  model: Pick<Inspection, 'path' | 'archive' | 'files'>,
  folder: string,
  signal: AbortSignal,
  progress?: (done: number, total: number) => void,
) => Promise<{ readonly bytes: number; readonly sha256: string }>;

/** What the probe and the workbench print is read from text: they ran beside code that is not trusted. */
export interface ProcessRun {
  readonly out: string;
  readonly err: string;
  readonly exitCode: number;
}

/** Packages as processes of this computer, for where there is no container engine. */
export interface PackageProcesses {
  /** Serves a build folder with that environment, asks it its sample through the probe, and ends it. */
  readonly probe: (
    request: { readonly interpreter: string; readonly folder: string; readonly wait: number },
    signal: AbortSignal,
  ) => Promise<ProcessRun>;
}

/** What this computer knows of its network that a build must know too. */
export interface BuildEnvironment {
  /** Proxies and package indexes, by the names of the Dockerfile's arguments. They may hold passwords: never log them. */
  readonly buildArguments: () => Promise<Readonly<Record<string, string>>>;
  /** Certificate authorities that a public list does not have, as PEM texts. */
  readonly certificates: () => Promise<string[]>;
  readonly sha256: (text: string) => string;
}
