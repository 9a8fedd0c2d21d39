/** A distribution of a lock. */
export interface Component {
  /** Normalized. */
  readonly name: string;
  readonly version: string;
  /** SHA-256 of its files in hexadecimal digits, sorted. */
  readonly hashes: readonly string[];
}

/** A lock, read. */
export interface LockFacts {
  /** By name. */
  readonly components: readonly Component[];
  /** Of the text, by the function given. */
  readonly sha256: string;
}

const start = /^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?\s*==\s*([^\s;\\]+)/;

/** Reads a requirements file with hashes, as `uv pip compile --generate-hashes` and pip-tools write it. */
export function readLock(text: string, sha256: (text: string) => string): LockFacts {
  const components = text
    .replaceAll(/\\\r?\n/g, ' ')
    .split(/\r?\n/)
    .flatMap((line) => readComponent(line.trim()) ?? [])
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return { components, sha256: sha256(text) };
}

function readComponent(line: string): Component | undefined {
  const [, name, version] = start.exec(line) ?? [];
  if (name === undefined || version === undefined) return undefined;
  const hashes = Array.from(line.matchAll(/--hash=sha256:([a-f0-9]{64})\b/g), ([, hash = '']) => hash);
  return {
    name: name.toLowerCase().replaceAll(/[-_.]+/g, '-'),
    version,
    hashes: [...new Set(hashes)].sort(),
  };
}
