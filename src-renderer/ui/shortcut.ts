/** A key with its modifiers. `mod` is Command on a Mac and Control elsewhere. */
export interface Shortcut {
  readonly key: string;
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** The part of a keyboard event that decides. */
export interface Keystroke {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Reads `mod+k`, `shift+f6`, `?`. Names are not case-sensitive. */
export function parseShortcut(text: string): Shortcut {
  const parts = text.toLowerCase().split('+');
  const key = parts.at(-1) ?? '';
  return { key, mod: parts.includes('mod'), shift: parts.includes('shift'), alt: parts.includes('alt') };
}

/** Shift is not compared for signs such as `?`, which need it on some keyboards and not on others. */
export function matchesShortcut(shortcut: Shortcut, stroke: Keystroke, mac: boolean): boolean {
  const [mod, other] = mac ? [stroke.metaKey, stroke.ctrlKey] : [stroke.ctrlKey, stroke.metaKey];
  const shiftFits = isSign(shortcut.key) || stroke.shiftKey === shortcut.shift;
  return (
    stroke.key.toLowerCase() === shortcut.key &&
    mod === shortcut.mod &&
    !other &&
    stroke.altKey === shortcut.alt &&
    shiftFits
  );
}

/** True for one character without modifiers: a person who dictates may want these off (WCAG 2.1.4). */
export function isSingleKey({ key, mod, alt }: Shortcut): boolean {
  return key.length === 1 && !mod && !alt;
}

function isSign(key: string): boolean {
  return key.length === 1 && !/[a-z0-9]/.test(key);
}

const named: Readonly<Record<string, string>> = {
  enter: 'Enter',
  escape: 'Esc',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  tab: 'Tab',
  home: 'Home',
  end: 'End',
};

/** The keys as printed on the keyboard, in the order they are pressed. */
export function keyCaps(text: string, mac: boolean): string[] {
  const { key, mod, shift, alt } = parseShortcut(text);
  return [
    ...(mod ? [mac ? '⌘' : 'Ctrl'] : []),
    ...(alt ? [mac ? '⌥' : 'Alt'] : []),
    ...(shift ? [mac ? '⇧' : 'Shift'] : []),
    named[key] ?? key.toUpperCase(),
  ];
}
