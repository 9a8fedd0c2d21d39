import type { Settings } from '@contract/system.ts';

/** As the engine has them; a test holds the two together, because the contract's table comes with its schemas. */
export const defaults: Settings = { theme: 'system', motion: 'system', singleKeyShortcuts: true };

export const themeTitles = {
  system: 'As the computer',
  light: 'Light',
  dark: 'Dark',
} as const satisfies Record<Settings['theme'], string>;
export const motionTitles = { system: 'As the computer', reduced: 'Reduced' } as const satisfies Record<
  Settings['motion'],
  string
>;

export const hints: Readonly<Record<keyof Settings, string>> = {
  theme: 'Colours of the window.',
  motion: 'Reduced stops movement that only decorates.',
  singleKeyShortcuts: 'Keys such as ? without Ctrl. Turn them off when using speech input.',
};

export function titleOfValue(name: keyof Settings, value: Settings[keyof Settings]): string {
  if (typeof value === 'boolean') return value ? 'On' : 'Off';
  const titles: Readonly<Record<string, string>> = name === 'theme' ? themeTitles : motionTitles;
  return titles[value] ?? value;
}
