import type { Clock, Files } from '../ports.ts';

/** A file of a model, by its path below the root, with `/` between the names. */
export interface TreeFile {
  readonly path: string;
  readonly bytes: number;
}

/** Something below the root that is not looked into. */
export interface LeftOut {
  readonly path: string;
  /** `link`: it points elsewhere. `special`: no file and no folder. `tool`: belongs to a tool, such as `.git`. */
  readonly why: 'link' | 'special' | 'tool';
}

export type ArchiveFormat = 'tar.gz' | 'zip';

/** Files of one model, opened for reading. Paths are those of `files`; every method throws an `AppError` of `file.*` or `model.*`. */
export interface ModelTree {
  readonly kind: 'file' | 'folder';
  /** Sorted by path. For a file: itself, and those beside it that were asked for. */
  readonly files: readonly TreeFile[];
  readonly leftOut: readonly LeftOut[];
  /** At most `length` bytes from `from` on: fewer only at the end of the file. */
  readonly read: (path: string, from: number, length: number) => Promise<Uint8Array>;
  /** SHA-256 of the files as in `Inspection.sha256`; `progress` counts bytes over all of them. */
  readonly hash: (paths: readonly string[], signal: AbortSignal, progress: CountBytes) => Promise<string>;
  /** Unpacks one of the files into a folder of its own, with limits. Throws `model.archive`, `model.truncated`. */
  readonly unpack: (path: string, format: ArchiveFormat, signal: AbortSignal) => Promise<ModelTree>;
  /** Closes files and removes what was unpacked. */
  readonly close: () => Promise<void>;
}

export type CountBytes = (done: number, total: number) => void;

/** Reads models from disk. They are hostile until shown otherwise: nothing in them is run, followed or trusted. */
export interface ModelFiles {
  /**
   * A folder with everything below it, or a file with those files beside it that are named in `beside` and exist.
   * Throws `file.missing`, `file.unreadable`.
   */
  readonly open: (path: string, signal: AbortSignal, beside?: readonly string[]) => Promise<ModelTree>;
  /** Decompresses a stream; throws `model.truncated` where it ends early, `model.unreadable` where it is damaged. */
  readonly inflate: (
    bytes: AsyncIterable<Uint8Array>,
    format: 'zlib' | 'gzip' | 'raw',
  ) => AsyncIterable<Uint8Array>;
  /** The document in a YAML text, without any type beyond JSON's; undefined when it is none. */
  readonly readYaml: (text: string) => unknown;
}

export interface InspectParts {
  readonly models: ModelFiles;
  /** Reads the file with sample rows. */
  readonly files: Pick<Files, 'rows'>;
  /** Long walks let others have a turn with it. */
  readonly clock: Pick<Clock, 'sleep'>;
}
