/** A requirement as PEP 508 writes it, taken apart as far as packaging needs. */
export interface Requirement {
  /** Normalized as PEP 503 says: lower case, with dashes. */
  readonly name: string;
  /** `[gpu]`, or empty. */
  readonly extras: string;
  /** `==1.5.2`, `>=2,<3`, or empty. Without blanks. */
  readonly versions: string;
  /** After the `;`, or empty. */
  readonly marker: string;
  /** After the `@`, where it names an address instead of versions. */
  readonly address?: string;
}

const shape =
  /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(\[[A-Za-z0-9._,\s-]*\])?\s*(?:@\s*(\S+)|\(?((?:(?:===|==|~=|!=|<=|>=|<|>)\s*[A-Za-z0-9.*+!_-]+\s*,?\s*)*)\)?)\s*(?:;(.*))?$/;

/** Undefined for what is no requirement: an option, a path, an address without a name, more than one line. */
export function readRequirement(line: string): Requirement | undefined {
  const text = line.replace(/(^|\s)#.*$/s, '').trim();
  if (/[\r\n\0]/.test(line)) return undefined;
  const found = shape.exec(text);
  if (found === null) return undefined;
  const [, name = '', extras = '', address, versions = '', marker = ''] = found;
  return {
    name: normalizeName(name),
    extras: extras.replaceAll(/\s/g, ''),
    versions: versions.replaceAll(/\s/g, '').replace(/,$/, ''),
    marker: marker.trim(),
    ...(address !== undefined && { address }),
  };
}

/** The same requirement, written in one way. */
export function writeRequirement({ name, extras, versions, marker, address }: Requirement): string {
  const from = address === undefined ? versions : ` @ ${address}`;
  return `${name}${extras}${from}${marker === '' ? '' : ` ; ${marker}`}`;
}

/** PEP 503: `Scikit_Learn` and `scikit-learn` are one distribution. */
export function normalizeName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}

/** The version that a requirement fixes, if it fixes one. */
export function pinnedVersion({ versions }: Requirement): string | undefined {
  return /^={2,3}([^,*]+)$/.exec(versions)?.[1];
}

/** Names of requirements, without those of lines that are none. */
export function namesOf(requirements: readonly { readonly line: string }[]): string[] {
  return requirements.flatMap(({ line }) => readRequirement(line)?.name ?? []);
}
