import type { Settings } from '@contract/system.ts';

/** The settings by the name on their control, in the order of the page. */
export const settingTitles: Readonly<Record<keyof Settings, string>> = {
  theme: 'Theme',
  motion: 'Motion',
  singleKeyShortcuts: 'Single-key shortcuts',
};
