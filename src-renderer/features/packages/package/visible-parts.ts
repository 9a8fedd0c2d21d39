import type { Package } from '@contract/packages.ts';

/** The parts whose name or version holds `text`, by name. */
export function visibleParts(parts: Package['components'], text: string): Package['components'] {
  const wanted = text.trim().toLowerCase();
  return parts
    .filter(({ name, version }) => `${name} ${version}`.toLowerCase().includes(wanted))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}
