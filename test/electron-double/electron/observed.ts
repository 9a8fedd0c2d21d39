/** What the program asked of Electron, in order, for a journey to look at. Everything here is plain data. */
export interface Observed {
  readonly windows: WindowSeen[];
  /** Ports that pages have sent, and how many of them are closed. */
  readonly ports: { opened: number; closed: number };
  readonly schemes: unknown[];
  readonly paths: Record<string, string>;
  sandboxed: boolean;
  menu: unknown;
  readonly openedOutside: string[];
  readonly revealed: string[];
  readonly boxes: unknown[];
  readonly copied: string[];
  /** Addresses that a page tried to load and that are not the program's own; none of them ever leaves the double. */
  readonly outside: string[];
  /** What the program's handlers were asked, and what they said. */
  readonly verdicts: { readonly asked: string; readonly about: string; readonly allowed: boolean }[];
}

export interface WindowSeen {
  readonly options: unknown;
  readonly title: string;
  shown: boolean;
  /** How often it was brought to the front. */
  focused: number;
  background: string;
}

export const observed: Observed = {
  windows: [],
  ports: { opened: 0, closed: 0 },
  schemes: [],
  paths: {},
  sandboxed: false,
  menu: undefined,
  openedOutside: [],
  revealed: [],
  boxes: [],
  copied: [],
  outside: [],
  verdicts: [],
};

export function note(asked: string, about: string, allowed: boolean): boolean {
  observed.verdicts.push({ asked, about, allowed });
  return allowed;
}
