import { defaultSettings, Settings } from '../../contract/system.ts';
import type { Documents } from '../ports.ts';

const key = 'settings';

/** Stored settings over the defaults. A stored value of another version that no longer fits falls back to its default. */
export function readSettings(documents: Pick<Documents, 'get' | 'set'>): Settings {
  const stored = documents.get(key);
  if (typeof stored !== 'object' || stored === null) return defaultSettings;
  const fitting = Object.entries(stored as Record<string, unknown>).filter(
    ([name, value]) => Settings.partial().safeParse({ [name]: value }).success,
  );
  return Settings.parse({ ...defaultSettings, ...Object.fromEntries(fitting) });
}

type Change = { readonly [K in keyof Settings]?: Settings[K] | undefined };

/** Stores what `change` gives and answers all settings. */
export function changeSettings(documents: Pick<Documents, 'get' | 'set'>, change: Change): Settings {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const next = Settings.parse({ ...readSettings(documents), ...Object.fromEntries(given) });
  documents.set(key, next);
  return next;
}
