import * as z from 'zod';
import { ErrorRecord } from './errors.ts';

export const Settings = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  motion: z.enum(['system', 'reduced']),
  /** Shortcuts of one letter, such as `?`; off for people who dictate (WCAG 2.1.4). */
  singleKeyShortcuts: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;

export const defaultSettings: Settings = { theme: 'system', motion: 'system', singleKeyShortcuts: true };

export const SystemInfo = z.object({
  version: z.string(),
  host: z.enum(['electron', 'web', 'cli']),
  platform: z.string(),
  node: z.string(),
  /** The folder with all state. */
  home: z.string(),
  startedAt: z.string(),
  abilities: z.object({ pickPath: z.boolean(), reveal: z.boolean(), openExternal: z.boolean() }),
  /** What the person should know about this start, such as a database that was set aside. */
  notices: z.array(ErrorRecord),
});
export type SystemInfo = z.infer<typeof SystemInfo>;
