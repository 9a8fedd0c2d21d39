import type { Image } from '../../contract/packages.ts';
import { withoutCredentials } from '../../core/packaging/translate/without-credentials.ts';

/** One entry of an image's history, as the engine answers it: newest first. */
export interface HistoryEntry {
  readonly Id: string;
  readonly CreatedBy: string;
  readonly Size: number;
  readonly Tags: readonly string[] | null;
}

type Layer = Image['layers'][number];

/** The longest instruction that a layer shows, in characters. */
const longestInstruction = 500;

/** What the folders of a package hold, the innermost first. */
const contents: readonly (readonly [RegExp, string])[] = [
  [/\/opt\/slipway\/runtime/, 'Serving runtime'],
  [/\/opt\/slipway\/model/, 'Model'],
  [/\/opt\/slipway\/workbench/, 'Converters'],
  [/\/opt\/venv/, 'Libraries'],
  [/\bin \/(?:usr\/)?lib|\/usr\/local\/lib/, 'System libraries'],
];

/**
 * The layers from the base upwards, named in words. Everything of the base image is `Base image`; entries without
 * content are settings, gathered into one at the end.
 */
export function layersOf(history: readonly HistoryEntry[]): Layer[] {
  const upwards = history.toReversed();
  const base = baseLength(upwards);
  const full = upwards.flatMap((entry, place): Layer[] => {
    if (entry.Size === 0) return [];
    const createdBy = shown(entry.CreatedBy);
    const title = place < base ? 'Base image' : titleOf(createdBy);
    return [{ title, createdBy, bytes: entry.Size }];
  });
  const settings = upwards.slice(base).filter(({ Size }) => Size === 0);
  if (settings.length === 0) return full;
  const createdBy = settings.map((entry) => shown(entry.CreatedBy)).join('\n');
  return [...full, { title: 'Settings', createdBy, bytes: 0 }];
}

/**
 * Entries of the base image: up to the one that carries a tag of its own or, where its tag has moved on, up to the
 * first instruction that puts something into a folder of packages.
 */
function baseLength(upwards: readonly HistoryEntry[]): number {
  const tagged = upwards.slice(0, -1).findLastIndex(({ Tags }) => (Tags ?? []).length > 0);
  if (tagged !== -1) return tagged + 1;
  const first = upwards.findIndex(({ CreatedBy }) => /\/opt\/(?:venv|slipway)\b/.test(CreatedBy));
  return first === -1 ? 1 : first;
}

function titleOf(createdBy: string): string {
  const [, title] = contents.find(([place]) => place.test(createdBy)) ?? [];
  return title ?? (/^(?:copy|add)\b/i.test(createdBy) ? 'Other files' : 'Command');
}

function shown(createdBy: string): string {
  const bare = createdBy.replace(/^\/bin\/sh -c #\(nop\)\s+/, '').trim();
  return withoutCredentials(bare).slice(0, longestInstruction);
}
