import type { Package } from '@contract/packages.ts';
import { versioned } from './package-facts.ts';
import { frameworkTitles } from './words.ts';

export const packageColumns = ['name', 'model', 'evidence', 'size', 'created', 'sample'] as const;
export type PackageColumn = (typeof packageColumns)[number];

export interface PackageOrder {
  readonly column: PackageColumn;
  readonly descending: boolean;
}

/** The newest first, as the engine lists them. */
export const defaultOrder: PackageOrder = { column: 'created', descending: true };

/** A column that is chosen again turns round; sizes and dates begin with the largest and newest. */
export function nextOrder({ column, descending }: PackageOrder, chosen: PackageColumn): PackageOrder {
  if (column === chosen) return { column, descending: !descending };
  return { column: chosen, descending: chosen === 'size' || chosen === 'created' };
}

/** The packages whose name, version or framework has every word of `text`, in the order asked for. */
export function visiblePackages(
  packages: readonly Package[],
  { column, descending }: PackageOrder,
  text: string,
): readonly Package[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const shown = packages.filter((one) => words.every((word) => textOf(one).includes(word)));
  const direction = descending ? -1 : 1;
  return shown.toSorted((a, b) => direction * compare(valueOf(a, column), valueOf(b, column)));
}

function textOf(one: Package): string {
  return `${versioned(one)} ${frameworkTitles[one.source.framework]} ${frameworkTitles[one.servedBy]}`.toLowerCase();
}

function valueOf(one: Package, column: PackageColumn): string | number {
  switch (column) {
    case 'name':
      return versioned(one);
    case 'model':
      return frameworkTitles[one.source.framework];
    case 'evidence':
      return one.evidence;
    case 'size':
      return one.image?.bytes ?? -1;
    case 'created':
      return one.createdAt;
    case 'sample':
      return one.smoke === undefined ? -1 : one.smoke.checks.filter(({ passed }) => !passed).length;
  }
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return collator.compare(String(a), String(b));
}
