import type { platforms, pythons } from '../../contract/packages.ts';

/** `3.11`. */
export type PythonVersion = (typeof pythons)[number];
export type Platform = (typeof platforms)[number];

/** A distribution that a library asks for and can serve without. */
export interface Omission {
  readonly name: string;
  /** The libraries that can do without it. */
  readonly of: readonly string[];
}

export interface LockRequest {
  /** PEP 508, one requirement each. */
  readonly lines: readonly string[];
  readonly python: PythonVersion;
  /** What the packages are for, whatever this computer is; `this-computer` for a package that runs as a process. */
  readonly platform: Platform | 'this-computer';
  /** Distributions that are left out of the lock, unless something else asks for them too. */
  readonly omit?: readonly Omission[];
  /** Absolute path of a folder with wheels: nothing is then asked of an index. */
  readonly wheels?: string;
  readonly signal: AbortSignal;
  /** Lines of the resolver, without any password. */
  readonly log: (line: string) => void;
}

export interface Lock {
  /** A requirements file in which every distribution has a version and its hashes. The same for the same answer of the index. */
  readonly text: string;
  /** What resolved it: `uv 0.9.2`. */
  readonly resolver: string;
  /** True when it comes from an earlier request with the same content. */
  readonly cached: boolean;
}

/** Finds the versions that fit together. */
export interface RequirementsLocker {
  /**
   * Throws `package.requirements` when no versions fit together or one is unknown, `package.no-resolver` when nothing can
   * resolve, and the reason of `signal` when that aborts.
   */
  readonly lock: (request: LockRequest) => Promise<Lock>;
}

export interface EnvironmentRequest {
  readonly lockText: string;
  readonly python: PythonVersion;
  /** Absolute path of the environment; anything that is there is replaced. */
  readonly folder: string;
  /** Absolute path of a folder with wheels. */
  readonly wheels?: string;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

export interface PythonEnvironment {
  /** Absolute path of its interpreter. */
  readonly interpreter: string;
  /** `uv 0.9.2` or `pip`. */
  readonly installer: string;
}

/** Makes Python environments on this computer, for packages that run as a process. */
export interface PythonEnvironments {
  /** Throws `package.python` when this Python is not here, `package.requirements` when a distribution cannot be installed. */
  readonly create: (request: EnvironmentRequest) => Promise<PythonEnvironment>;
}
