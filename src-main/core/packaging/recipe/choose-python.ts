import { pythons } from '../../../contract/packages.ts';
import type { PythonVersion } from '../ports.ts';
import { compareVersions } from './compare-versions.ts';
import type { LibraryFacts } from './library-facts.ts';
import { pinnedVersion, type Requirement } from './requirement-line.ts';

export interface PythonChoice {
  readonly python: PythonVersion;
  /** In words. */
  readonly reason: string;
  /** Fixed versions that have no wheel for this Python: `numpy 1.21.0`. */
  readonly without: readonly string[];
}

/** The Python most libraries have wheels for, old and new. */
const usual: PythonVersion = '3.12';

/** The Python of a package: as wished, as the model says, or the nearest for which its libraries have wheels. */
export function choosePython(
  wished: PythonVersion | undefined,
  recorded: string | undefined,
  requirements: readonly Requirement[],
  facts: LibraryFacts,
): PythonChoice {
  const lacking = (python: PythonVersion) => withoutWheel(requirements, python, facts);
  if (wished !== undefined)
    return { python: wished, reason: `Python ${wished} was chosen by hand.`, without: lacking(wished) };
  const first = firstChoice(recorded);
  if (lacking(first.python).length === 0) return { ...first, without: [] };
  const other = byDistance(first.python).find((python) => lacking(python).length === 0);
  if (other === undefined) return { ...first, without: lacking(first.python) };
  const why = `${lacking(first.python).join(' and ')} cannot be installed on Python ${first.python}`;
  return { python: other, reason: `${why}; ${other} is the nearest that can.`, without: [] };
}

function firstChoice(recorded: string | undefined): Omit<PythonChoice, 'without'> {
  const version = /^3\.\d+/.exec(recorded ?? '')?.[0];
  if (version === undefined)
    return {
      python: usual,
      reason: `The model does not say which Python it was made with; ${usual} is usual.`,
    };
  const same = pythons.find((python) => python === version);
  if (same !== undefined) return { python: same, reason: `The model was made with Python ${version}.` };
  const [nearest = usual] = byDistance(version);
  const reason = `The model was made with Python ${version}, which the runtime does not serve; ${nearest} is the nearest that it does.`;
  return { python: nearest, reason };
}

/** Pickles are more often read by a newer Python than by an older one, so of two as near the newer comes first. */
function byDistance(from: string): PythonVersion[] {
  const minor = (version: string) => Number(version.split('.')[1]);
  const distance = (version: string) => Math.abs(minor(version) - minor(from));
  return [...pythons].sort((a, b) => distance(a) - distance(b) || minor(b) - minor(a));
}

function withoutWheel(
  requirements: readonly Requirement[],
  python: PythonVersion,
  { libraries }: LibraryFacts,
): string[] {
  return requirements.flatMap((requirement) => {
    const version = pinnedVersion(requirement);
    const library = libraries[requirement.name];
    if (version === undefined || library === undefined) return [];
    const oldest = library.oldest[python];
    if (oldest === undefined)
      return Object.keys(library.oldest).length > 0 ? [`${requirement.name} ${version}`] : [];
    return compareVersions(version, oldest) < 0 ? [`${requirement.name} ${version}`] : [];
  });
}
