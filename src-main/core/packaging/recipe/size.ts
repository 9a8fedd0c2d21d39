import type { PackagePlan } from '../../../contract/packages.ts';
import type { Omission } from '../ports.ts';
import type { LibraryFacts } from './library-facts.ts';
import { hasTestsRemoved } from './test-folders.ts';

const megabyte = 1_000_000;
/** Installed bytes of the server, with its compiled files. */
const runtimeBytes = 500_000;

/**
 * Bytes of the unpacked image, estimated. Libraries from 10 MB on have a line of their own; those that were not measured
 * are named and count nothing.
 */
export function sizeEstimate(
  names: readonly string[],
  modelBytes: number,
  facts: LibraryFacts,
): PackagePlan['size'] {
  const known = names.flatMap((name) => {
    const found = facts.distributions[name];
    return found === undefined
      ? []
      : [{ title: name, bytes: found.bytes + (hasTestsRemoved(name) ? 0 : found.tests) }];
  });
  const large = known.filter(({ bytes }) => bytes >= 10 * megabyte).sort((a, b) => b.bytes - a.bytes);
  const small = known.filter(({ bytes }) => bytes < 10 * megabyte);
  const unknown = names.filter((name) => facts.distributions[name] === undefined);
  const parts = [
    { title: 'Base image', bytes: facts.baseImageBytes },
    ...large,
    ...(small.length > 0
      ? [
          {
            title: small.length === 1 ? '1 smaller library' : `${small.length} smaller libraries`,
            bytes: small.reduce((sum, { bytes }) => sum + bytes, 0),
          },
        ]
      : []),
    ...(unknown.length > 0 ? [{ title: `Not known: ${unknown.join(', ')}`, bytes: 0 }] : []),
    { title: 'Server', bytes: runtimeBytes },
    { title: 'Model', bytes: modelBytes },
  ];
  return { bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0), parts };
}

/** Distributions that are installed for the requirements named, with what they bring, sorted. */
export function installedWith(names: readonly string[], facts: LibraryFacts): string[] {
  const omitted = new Set(omissionsFor(names, facts).map(({ name }) => name));
  const kept = names.flatMap((name) => {
    const { brings = [], omit = [] } = facts.libraries[name] ?? {};
    // Left out for one library, and brought all the same by another that needs it.
    return [name, ...brings.filter((one) => !omitted.has(one) || !omit.includes(one))];
  });
  return [...new Set(kept)].sort();
}

/** What the libraries named ask for and never import while they serve, for the lock to leave out. */
export function omissionsFor(
  names: readonly string[],
  { libraries }: Pick<LibraryFacts, 'libraries'>,
): Omission[] {
  const parents = new Map<string, string[]>();
  for (const name of names)
    for (const one of libraries[name]?.omit ?? [])
      if (!names.includes(one)) parents.set(one, [...(parents.get(one) ?? []), name]);
  return [...parents].map(([name, of]) => ({ name, of })).sort((a, b) => (a.name < b.name ? -1 : 1));
}
