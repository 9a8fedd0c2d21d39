import type { Inspection } from '@contract/inspection.ts';
import type { Package, PackageDraft, PackageDraftInput } from '@contract/packages.ts';

/** What a person decides in the wizard, as typed: an unfinished answer is an answer too. */
export interface DraftForm {
  readonly name: string;
  readonly version: string;
  readonly product: PackageDraft['product'];
  readonly fastPath: PackageDraft['fastPath'];
  /** `auto` leaves the choice to the plan. */
  readonly python: NonNullable<PackageDraft['python']> | 'auto';
  readonly platform: PackageDraft['platform'];
  readonly baseImage: string;
  /** One requirement a line. */
  readonly requirements: string;
  readonly wheels: string;
  readonly folder: string;
}

type Named = Pick<Package, 'name' | 'version'>;

/** Good answers to every question, from what the inspection found and what this computer can do. */
export function defaultForm(
  { name }: Pick<Inspection, 'name'>,
  { packages, hasEngine }: { readonly packages: readonly Named[]; readonly hasEngine: boolean },
): DraftForm {
  return {
    name,
    version: freeVersion(name, packages),
    product: hasEngine ? 'image' : 'process',
    fastPath: 'auto',
    python: 'auto',
    platform: 'linux/amd64',
    baseImage: '',
    requirements: '',
    wheels: '',
    folder: '',
  };
}

/** The first version of a name, or the one after its newest package. `packages` are the newest first. */
export function freeVersion(name: string, packages: readonly Named[]): string {
  const taken = new Set(packages.filter((one) => one.name === name).map(({ version }) => version));
  const newest = packages.find((one) => one.name === name)?.version;
  let version = newest === undefined ? '1' : nextVersion(newest);
  while (taken.has(version)) version = nextVersion(version);
  return version;
}

/** The version after `version`: its last number plus one. */
export function nextVersion(version: string): string {
  const [, head = '', number, tail = ''] = /^(.*?)(\d+)(\D*)$/.exec(version) ?? [];
  return number === undefined ? `${version}-2` : `${head}${BigInt(number) + 1n}${tail}`;
}

/** The draft that a form stands for. Empty answers are left to the plan. */
export function draftOf(
  form: DraftForm,
  inspectionId: string,
  accepted: readonly string[],
): PackageDraftInput {
  const { python, baseImage, wheels, folder } = form;
  return {
    inspectionId,
    name: form.name.trim(),
    version: form.version.trim(),
    product: form.product,
    fastPath: form.fastPath,
    platform: form.platform,
    accepted: [...accepted],
    requirements: linesOf(form.requirements),
    ...(python !== 'auto' && { python }),
    ...(baseImage.trim() !== '' && { baseImage: baseImage.trim() }),
    ...(wheels.trim() !== '' && { wheels: wheels.trim() }),
    ...(folder.trim() !== '' && { folder: folder.trim() }),
  };
}

/** The form of a draft that was built before, for building it again as its next version in a folder of its own. */
export function formOf(draft: PackageDraft, packages: readonly Named[]): DraftForm {
  return {
    name: draft.name,
    version: freeVersion(draft.name, packages),
    product: draft.product,
    fastPath: draft.fastPath,
    python: draft.python ?? 'auto',
    platform: draft.platform,
    baseImage: draft.baseImage ?? '',
    requirements: draft.requirements.join('\n'),
    wheels: draft.wheels ?? '',
    folder: '',
  };
}

export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
