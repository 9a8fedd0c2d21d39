/** A fact of this computer, or why it could not be read: a probe that fails is loud, never a guess. */
export type Fact<T> =
  { readonly known: true; readonly value: T } | { readonly known: false; readonly reason: string };

/** What a container engine said of itself. Sizes in bytes. */
export interface EngineAnswer {
  readonly product: 'Docker' | 'Podman' | 'unknown';
  readonly version: string;
  readonly apiVersion: string;
  readonly os: string;
  readonly arch: string;
  readonly memoryBytes?: number;
  readonly cores?: number;
  /** Where images and layers lie; missing when that is not a disk of this computer, as inside a virtual machine. */
  readonly storage?: DiskSpace;
}

/** Sizes in bytes. */
export interface DiskSpace {
  readonly path: string;
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** How asking one place for a container engine ended. */
export type EngineOutcome =
  | ({ readonly state: 'answered' } & EngineAnswer)
  | {
      readonly state: 'absent' | 'refused' | 'denied' | 'silent' | 'unsupported' | 'failed';
      readonly reason: string;
    };

/** One place where a container engine may listen. */
export interface EngineCandidate {
  /** Who named the place: `DOCKER_HOST`, `Docker context desktop-linux`, `Podman socket`. */
  readonly source: string;
  /** `unix:///var/run/docker.sock`, `npipe:////./pipe/docker_engine`, `tcp://host:port`, without credentials. */
  readonly address: string;
  /** True when a person or a tool chose this place; then its failure matters even if another one answers. */
  readonly chosen: boolean;
  readonly outcome: EngineOutcome;
}

export interface PythonCandidate {
  readonly command: string;
  readonly path: string;
  /** Such as `3.12.4`. */
  readonly version: string;
}

/** A file of extra certificate authorities that an environment variable names. */
export interface CertificateFile {
  readonly variable: string;
  readonly path: string;
  readonly state: 'read' | 'missing' | 'unreadable' | 'no-certificates';
  readonly certificates: number;
  /** When the first of them ends; ISO 8601, UTC. Set when there is one. */
  readonly firstEndsAt?: string;
  /** Whole days until then; negative when it has ended. */
  readonly endsInDays?: number;
}

/** What the checks look at. Sizes in bytes. */
export interface MachineFacts {
  readonly node: { readonly version: string; readonly executable: string };
  readonly engines: Fact<readonly EngineCandidate[]>;
  /** Paths of the programs that use or start a container engine: `docker`, `podman`, `colima`. */
  readonly enginePrograms: Fact<readonly string[]>;
  readonly disk: Fact<DiskSpace>;
  readonly memory: Fact<{
    readonly totalBytes: number;
    readonly availableBytes: number;
    readonly limited: boolean;
  }>;
  readonly cpu: Fact<{
    readonly arch: string;
    readonly cores: number;
    readonly model: string;
    readonly translated: boolean;
  }>;
  readonly python: Fact<readonly PythonCandidate[]>;
  /** Values without credentials. */
  readonly proxy: Fact<Readonly<Record<string, string>>>;
  readonly certificates: Fact<readonly CertificateFile[]>;
  readonly platform: 'linux' | 'darwin' | 'win32' | 'other';
}

/** Minor versions of Python 3 that the serving runtime runs on: the first and the last. */
export const pythonMinors = [10, 13] as const;

/** True for a version of Python, such as `3.12.4`, that the serving runtime runs on. */
export function isServedPython(version: string): boolean {
  const [major, minor = 0] = version.split('.').map(Number);
  return major === 3 && minor >= pythonMinors[0] && minor <= pythonMinors[1];
}

/** The engine that is used: the first that answered, chosen places first. */
export function engineInUse(candidates: readonly EngineCandidate[]): EngineCandidate | undefined {
  const answered = candidates.filter(({ outcome }) => outcome.state === 'answered');
  return answered.find(({ chosen }) => chosen) ?? answered[0];
}
