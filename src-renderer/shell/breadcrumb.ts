/** A step of the way to the screen; the last one is the screen itself and has no address. */
export interface Crumb {
  readonly label: string;
  readonly path?: string;
}

export const sections = {
  '/': 'Home',
  '/models': 'Models',
  '/packages': 'Packages',
  '/activity': 'Activity',
  '/computer': 'This computer',
  '/settings': 'Settings',
} as const;

export type SectionPath = keyof typeof sections;

const named = ['models', 'packages', 'activity'] as const;

/** Sections whose screens are called by the name of a thing. */
export type NamedSection = (typeof named)[number];

/** The way to a path; `nameOf` knows the name of a model, package or job once it is loaded. */
export function breadcrumb(
  pathname: string,
  nameOf: (section: NamedSection, id: string) => string | undefined,
): readonly Crumb[] {
  const [, first = '', id] = pathname.split('/');
  const label = sectionLabel(`/${first}`);
  if (label === undefined) return [{ label: 'Unknown page' }];
  if (id === undefined || id === '') return [{ label }];
  const section = named.find((one) => one === first);
  const known = section && nameOf(section, decodeURIComponent(id));
  return [{ label, path: `/${first}` }, { label: known ?? decodeURIComponent(id) }];
}

function sectionLabel(path: string): string | undefined {
  return Object.entries(sections).find(([known]) => known === path)?.[1];
}
