import { useSyncExternalStore } from 'react';
import { useChangeSettings, useSettings } from '../client/queries.ts';
import { resolveTheme } from './appearance.ts';

const dark = typeof matchMedia === 'undefined' ? undefined : matchMedia('(prefers-color-scheme: dark)');

function listen(listener: () => void) {
  dark?.addEventListener('change', listener);
  return () => dark?.removeEventListener('change', listener);
}

/** The act that turns the theme over, named after what it does now. */
export function useThemeSwitch() {
  const computerIsDark = useSyncExternalStore(listen, () => dark?.matches === true);
  const { data: settings } = useSettings();
  const { mutate } = useChangeSettings();
  const next =
    resolveTheme(settings?.theme ?? 'system', computerIsDark) === 'dark'
      ? ('light' as const)
      : ('dark' as const);
  return { next, label: `Use ${next} theme`, run: () => mutate({ theme: next }) };
}
