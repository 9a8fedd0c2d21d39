/** A step of the way to the screen; the last one is the screen itself and has no address. */
export interface Crumb {
  readonly label: string;
  readonly path?: string;
}

export const sections = {
  '/': 'Home',
  '/models': 'Models',
  '/activity': 'Activity',
  '/computer': 'This computer',
  '/settings': 'Settings',
} as const;

export type SectionPath = keyof typeof sections;

/** The way to a path; `nameOf` knows the name of a model or job once it is loaded. */
export function breadcrumb(
  pathname: string,
  nameOf: (section: 'models' | 'activity', id: string) => string | undefined,
): readonly Crumb[] {
  const [, first = '', id] = pathname.split('/');
  const label = sectionLabel(`/${first}`);
  if (label === undefined) return [{ label: 'Unknown page' }];
  if (id === undefined || id === '') return [{ label }];
  const known =
    first === 'models' || first === 'activity' ? nameOf(first, decodeURIComponent(id)) : undefined;
  return [{ label, path: `/${first}` }, { label: known ?? decodeURIComponent(id) }];
}

function sectionLabel(path: string): string | undefined {
  return Object.entries(sections).find(([known]) => known === path)?.[1];
}
