import type { Package } from '@contract/packages.ts';
import { frameworkTitles } from '../words.ts';

export interface PartChange {
  readonly name: string;
  /** Missing when the part is new. */
  readonly before?: string;
  /** Missing when the part is gone. */
  readonly after?: string;
}

export interface FactChange {
  readonly title: string;
  readonly before: string;
  readonly after: string;
}

/** What changed from one package to a later one of the same name. */
export interface Comparison {
  /** Unpacked sizes in bytes, where both have an image. */
  readonly size?: { readonly before: number; readonly after: number };
  /** Facts that differ. */
  readonly facts: readonly FactChange[];
  readonly added: readonly PartChange[];
  readonly removed: readonly PartChange[];
  readonly changed: readonly PartChange[];
  /** Parts that are the same in both. */
  readonly kept: number;
}

export function comparePackages(before: Package, after: Package): Comparison {
  const old = versionsOf(before);
  const now = versionsOf(after);
  const names = [...new Set([...old.keys(), ...now.keys()])].sort();
  const parts = names.map((name): PartChange => {
    const [from, to] = [old.get(name), now.get(name)];
    return { name, ...(from !== undefined && { before: from }), ...(to !== undefined && { after: to }) };
  });
  const inBoth = parts.filter((part) => part.before !== undefined && part.after !== undefined);
  return {
    ...(before.image && after.image && { size: { before: before.image.bytes, after: after.image.bytes } }),
    facts: factChanges(before, after),
    added: parts.filter((part) => part.before === undefined),
    removed: parts.filter((part) => part.after === undefined),
    changed: inBoth.filter((part) => part.before !== part.after),
    kept: inBoth.filter((part) => part.before === part.after).length,
  };
}

/** The other packages of the same name, newest first as in the list. */
export function otherVersions(of: Package, packages: readonly Package[]): readonly Package[] {
  return packages.filter(({ name, id }) => name === of.name && id !== of.id);
}

/** The same two packages, the older one first. */
export function inOrder(a: Package, b: Package): readonly [Package, Package] {
  return a.createdAt <= b.createdAt ? [a, b] : [b, a];
}

/** Distributions are named without regard to case, dashes and dots. */
function versionsOf({ components }: Package): ReadonlyMap<string, string> {
  return new Map(
    components.map(({ name, version }) => [name.toLowerCase().replaceAll(/[-_.]+/g, '-'), version]),
  );
}

function factChanges(before: Package, after: Package): readonly FactChange[] {
  const facts: readonly (readonly [string, (of: Package) => string])[] = [
    ['Model', ({ source }) => source.sha256.slice(0, 12)],
    ['Framework', ({ source }) => frameworkTitles[source.framework]],
    ['Served by', ({ servedBy }) => frameworkTitles[servedBy]],
    ['Python', ({ python }) => python],
    ['Platform', ({ platform }) => platform],
    ['Base image', ({ baseImage }) => baseImage],
    ['Inputs', ({ signature }) => signature?.inputs.map(({ name }) => name).join(', ') ?? 'not known'],
  ];
  return facts
    .map(([title, read]) => ({ title, before: read(before), after: read(after) }))
    .filter((fact) => fact.before !== fact.after);
}
