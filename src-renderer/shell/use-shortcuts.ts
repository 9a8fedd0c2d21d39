import { useEffect, useEffectEvent } from 'react';
import { isMac } from '../ui/platform.ts';
import { isSingleKey, matchesShortcut, parseShortcut } from '../ui/shortcut.ts';
import type { Command } from './commands.ts';
import { modalIsOpen } from './modal.ts';

/** Runs the command whose shortcut is pressed. `always` names the commands that work above an open dialog too. */
export function useShortcuts(
  commands: readonly Command[],
  singleKeys: boolean,
  always: readonly string[],
): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.repeat || event.isComposing) return;
    const command = commands.find(({ keys }) => keys !== undefined && fits(keys, event, singleKeys));
    if (command === undefined || command.disabledReason !== undefined) return;
    if (modalIsOpen() && !always.includes(command.id)) return;
    event.preventDefault();
    event.stopPropagation();
    command.run();
  });
  useEffect(() => {
    // In the capture phase: an editor under the focus has keys of its own for some of these.
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, []);
}

function fits(keys: string, event: KeyboardEvent, singleKeys: boolean): boolean {
  const shortcut = parseShortcut(keys);
  if (isSingleKey(shortcut) && (!singleKeys || isTyping(event))) return false;
  return matchesShortcut(shortcut, event, isMac);
}

function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
  );
}
