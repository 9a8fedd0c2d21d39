import { useEffect } from 'react';
import type { Settings } from '@contract/system.ts';

const key = 'slipway.appearance';
type Appearance = Pick<Settings, 'theme' | 'motion'>;

/** Sets the theme and motion of the whole page; `system` follows the computer, now and when it changes. */
export function useAppearance(appearance: Appearance | undefined): void {
  const theme = appearance?.theme;
  const motion = appearance?.motion;
  useEffect(() => {
    if (theme === undefined || motion === undefined) return undefined;
    remember({ theme, motion });
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const apply = () => applyAppearance({ theme, motion }, dark.matches);
    apply();
    dark.addEventListener('change', apply);
    return () => dark.removeEventListener('change', apply);
  }, [theme, motion]);
}

/** Before the engine has answered: what was set last time, so that the window does not flash. */
export function applyRememberedAppearance(): void {
  applyAppearance(recall(), matchMedia('(prefers-color-scheme: dark)').matches);
}

/** `theme` as it looks: `system` is decided by the computer. */
export function resolveTheme(theme: Settings['theme'], computerIsDark: boolean): 'light' | 'dark' {
  if (theme === 'system') return computerIsDark ? 'dark' : 'light';
  return theme;
}

function applyAppearance({ theme, motion }: Appearance, computerIsDark: boolean): void {
  const { dataset } = document.documentElement;
  dataset['theme'] = resolveTheme(theme, computerIsDark);
  dataset['motion'] = motion;
}

function remember(appearance: Appearance): void {
  localStorage.setItem(key, JSON.stringify(appearance));
}

function recall(): Appearance {
  const [theme, motion] = [/"theme":"(light|dark)"/, /"motion":"(reduced)"/].map(
    (pattern) => pattern.exec(localStorage.getItem(key) ?? '')?.[1],
  );
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    motion: motion === 'reduced' ? motion : 'system',
  };
}
