import type { Framework, Inspection, ServedSignature } from '../../../contract/inspection.ts';
import type { PackageDraft } from '../../../contract/packages.ts';
import type { Platform } from '../ports.ts';
import { compareVersions, isVersion } from './compare-versions.ts';
import { isForGraphicsCards } from './docker-words.ts';
import { convertersOf } from './fast-path.ts';
import type { LibraryFacts } from './library-facts.ts';
import { pinnedVersion, readRequirement, writeRequirement, type Requirement } from './requirement-line.ts';

/** A requirement with the reason why it is one. */
export interface Wanted extends Requirement {
  readonly why: string;
}

/** What requirements are gathered from. */
export interface RequirementSource {
  readonly inspection: Inspection;
  readonly signature: ServedSignature | undefined;
  /** Asked for by the person, PEP 508: they replace any other of the same name. */
  readonly further: readonly string[];
  readonly platform: Platform;
  readonly baseImage: string;
}

/** What a plan's requirements are gathered from. */
export function requirementSource(inspection: Inspection, draft: PackageDraft): RequirementSource {
  return {
    inspection,
    signature: draft.signature ?? inspection.signature,
    further: draft.requirements,
    platform: draft.platform,
    baseImage: draft.baseImage ?? '',
  };
}

/** A line of `requirements.in` with its reason. */
export interface RequirementLine {
  readonly line: string;
  readonly why: string;
}

/**
 * What the image needs, sorted by name: ONNX Runtime and the server alone when a conversion is served, else the model's
 * own libraries and the server.
 */
export function servedRequirements(
  source: RequirementSource,
  servedBy: Framework,
  facts: LibraryFacts,
): RequirementLine[] {
  const converted = servedBy === 'onnx' && source.inspection.framework !== 'onnx';
  const own = converted
    ? [runtimeOfOnnx(source, 'It runs the ONNX conversion.', facts)]
    : modelRequirements(source, facts);
  return written(withServer(own, facts), facts);
}

/** What the workbench needs: the model's own libraries, the server, the converters and ONNX Runtime. */
export function workbenchRequirements(source: RequirementSource, facts: LibraryFacts): RequirementLine[] {
  const own = modelRequirements(source, facts);
  const names = new Set(own.map(({ name }) => name));
  const converters = [...convertersOf(source.inspection, own, facts), 'onnxruntime']
    .filter((name) => !names.has(name))
    .map((name) => wanted(name, facts.libraries[name]?.range ?? '', 'It makes and runs the conversion.'));
  return written(withServer([...own, ...converters], facts), facts);
}

/** The model's own libraries: what its files say, what the runtime imports to load it, and what the person adds. */
export function modelRequirements(source: RequirementSource, facts: LibraryFacts): Wanted[] {
  const { inspection, further } = source;
  const found = new Map<string, Wanted>();
  for (const line of inspection.requirements.lines) {
    const read = readRequirement(line);
    if (read?.address === undefined && read !== undefined)
      found.set(read.name, completed(read, inspection, facts));
  }
  for (const one of imported(source, facts))
    if (!hasVariantOf(one.name, found, facts)) found.set(one.name, one);
  for (const one of [...found.values()].flatMap((each) => unsaid(each, facts)))
    if (!found.has(one.name)) found.set(one.name, one);
  const lighter = [...found.values()].map((one) => variantOf(one, [...found.keys()], source, facts));
  const result = new Map(lighter.map((one) => [one.name, one]));
  for (const line of further) {
    const read = readRequirement(line);
    if (read === undefined) continue;
    for (const name of sameLibrary(read.name, facts)) result.delete(name);
    result.set(read.name, { ...read, why: 'Added by hand.' });
  }
  return [...result.values()];
}

const sources: Readonly<Record<Inspection['requirements']['source'], string>> = {
  mlflow: 'The MLflow model asks for it.',
  'requirements.txt': 'The requirements.txt of the model asks for it.',
  conda: 'The Conda environment of the model asks for it.',
  pyproject: 'The pyproject.toml of the model asks for it.',
  inferred: 'The model is made of it',
};

/** A line of the model's files; one without versions gets those that are known to work. */
function completed(read: Requirement, { requirements, framework }: Inspection, facts: LibraryFacts): Wanted {
  const said = sources[requirements.source];
  if (requirements.source !== 'inferred') return { ...read, why: said };
  const loaded = facts.frameworks[framework].needs.find(({ name }) => name === read.name)?.why;
  if (read.versions !== '') return { ...read, why: loaded ?? `${said}, in this version.` };
  const versions = facts.libraries[read.name]?.range ?? '';
  return { ...read, versions, why: loaded ?? `${said}; the version is not recorded.` };
}

/** What the runtime's adapter of the framework imports. */
function imported({ inspection, signature }: RequirementSource, facts: LibraryFacts): Wanted[] {
  const { main, needs } = facts.frameworks[inspection.framework];
  const version = (name: string) =>
    inspection.libraries[name] ?? (name === main ? inspection.frameworkVersion : undefined);
  const names = [
    ...(main === undefined ? [] : [{ name: main, why: 'It loads the model.' }]),
    ...needs,
    ...(readsTables(inspection, signature)
      ? [{ name: 'pandas', why: 'Columns that are not numbers reach the model as a table.' }]
      : []),
    ...(inspection.libraries['numpy'] === undefined
      ? []
      : [{ name: 'numpy', why: 'Arrays in the model were written by it.' }]),
  ];
  return names.map(({ name, why }) => {
    const versions = versionsOf(version(name)) ?? facts.libraries[name]?.range ?? '';
    return wanted(name, versions, why);
  });
}

/** What a library of this version imports without asking for it. */
function unsaid(one: Wanted, { libraries }: LibraryFacts): Wanted[] {
  const known = libraries[one.name]?.unsaid;
  const version = pinnedVersion(one);
  if (known === undefined || version === undefined || compareVersions(version, known.below) >= 0) return [];
  return [wanted(known.name, known.versions, known.why)];
}

/** Adapters that hand a table to the model unless every column is a number. */
const tabular: readonly Framework[] = ['sklearn', 'xgboost', 'lightgbm'];

function readsTables({ framework }: Inspection, signature: ServedSignature | undefined): boolean {
  const numeric = ['number', 'integer', 'boolean'];
  return (
    tabular.includes(framework) && signature?.inputs.some(({ type }) => !numeric.includes(type)) === true
  );
}

/** A recorded version as it stands in a requirement: `1.5.2+cpu` names a build that an index does not have. */
function versionsOf(recorded: string | undefined): string | undefined {
  if (recorded === undefined) return undefined;
  if (/^[<>=~!]/.test(recorded)) return readRequirement(`x${recorded}`)?.versions;
  const version = recorded.replace(/\+.*$/, '');
  return isVersion(version) ? `==${version}` : undefined;
}

/** The lighter distribution with the same library, unless something else asks for the heavy one by name. */
function variantOf(
  one: Wanted,
  names: readonly string[],
  { platform, baseImage }: RequirementSource,
  facts: LibraryFacts,
): Wanted {
  const variant = facts.libraries[one.name]?.lighter;
  if (variant === undefined || one.extras !== '') return one;
  const cards = variant.withoutGraphicsCards && (platform !== 'linux/amd64' || isForGraphicsCards(baseImage));
  const version = pinnedVersion(one);
  const tooOld = version !== undefined && compareVersions(version, variant.from) < 0;
  const asked = names.some((name) => variant.askedForBy.some((start) => name.startsWith(start)));
  if (cards || tooOld || asked) return one;
  return { ...one, name: variant.name, why: `${one.why} ${variant.why}` };
}

function hasVariantOf(name: string, found: ReadonlyMap<string, Wanted>, facts: LibraryFacts): boolean {
  return sameLibrary(name, facts).some((one) => found.has(one));
}

function sameLibrary(name: string, { libraries }: LibraryFacts): string[] {
  const groups = Object.entries(libraries).flatMap(([heavy, { lighter, heavier }]) => [
    [heavy, ...(lighter === undefined ? [] : [lighter.name]), ...(heavier === undefined ? [] : [heavier])],
  ]);
  return groups.find((group) => group.includes(name) && group.length > 1) ?? [name];
}

function runtimeOfOnnx({ baseImage, platform }: RequirementSource, why: string, facts: LibraryFacts): Wanted {
  const cards = isForGraphicsCards(baseImage) && platform === 'linux/amd64';
  return wanted(cards ? 'onnxruntime-gpu' : 'onnxruntime', facts.libraries['onnxruntime']?.range ?? '', why);
}

/** Libraries of the server that the model did not ask for already. Numpy follows the oldest library that was built for it. */
function withServer(own: readonly Wanted[], facts: LibraryFacts): Wanted[] {
  const names = new Set(own.map(({ name }) => name));
  const old = own.find((one) => builtForNumpy1(one, facts));
  const server = facts.server
    .filter(({ name }) => !names.has(name))
    .map(({ name, range, why }) =>
      name === 'numpy' && old !== undefined
        ? wanted(name, `${range},<2`, `${why} ${writeRequirement(old)} was built for numpy 1.`)
        : wanted(name, range, why),
    );
  return [...own, ...server];
}

function builtForNumpy1(one: Wanted, { libraries }: LibraryFacts): boolean {
  const from = libraries[one.name]?.numpy2From;
  const version = pinnedVersion(one);
  return from !== undefined && version !== undefined && compareVersions(version, from) < 0;
}

function wanted(name: string, versions: string, why: string): Wanted {
  return { name, extras: '', versions, marker: '', why };
}

function written(all: readonly Wanted[], { libraries }: LibraryFacts): RequirementLine[] {
  return [...all]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((one) => {
      const note = libraries[one.name]?.note;
      return { line: writeRequirement(one), why: note === undefined ? one.why : `${one.why} ${note}` };
    });
}
