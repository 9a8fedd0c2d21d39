import fuzzysort from 'fuzzysort';

export interface PaletteItem {
  readonly id: string;
  readonly group: PaletteGroup;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly keys?: string | undefined;
  readonly disabledReason?: string | undefined;
  readonly run: () => void;
}

const paletteGroups = [
  'On this screen',
  'Go to',
  'Models',
  'Packages',
  'Jobs',
  'Settings',
  'Window',
] as const;
export type PaletteGroup = (typeof paletteGroups)[number];

export interface PaletteSection {
  readonly value: PaletteGroup;
  readonly items: readonly PaletteItem[];
}

/** Shown of each group before anything is typed, and after. */
const shownAtFirst: Readonly<Record<PaletteGroup, number>> = {
  'On this screen': 40,
  'Go to': 40,
  Models: 5,
  Packages: 5,
  Jobs: 5,
  Settings: 0,
  Window: 40,
};
const shownOfMatches = 20;

/** A worse match than this is not what was meant; fuzzysort's score runs from 0 to 1. */
const threshold = 0.35;

/** Groups with the items that fit the query, the best first; without a query in their own order. */
export function paletteSections(items: readonly PaletteItem[], query: string): readonly PaletteSection[] {
  const wanted = query.trim();
  return paletteGroups
    .map((value) => ({
      value,
      items: wanted === '' ? firstOf(items, value) : matchesOf(items, value, wanted),
    }))
    .filter((section) => section.items.length > 0);
}

function firstOf(items: readonly PaletteItem[], group: PaletteGroup): readonly PaletteItem[] {
  return items.filter((item) => item.group === group).slice(0, shownAtFirst[group]);
}

function matchesOf(
  items: readonly PaletteItem[],
  group: PaletteGroup,
  query: string,
): readonly PaletteItem[] {
  const ofGroup = items.filter((item) => item.group === group);
  const found = fuzzysort.go(query, ofGroup, { keys: ['label', 'hint'], threshold, limit: shownOfMatches });
  return found.map(({ obj }) => obj);
}
