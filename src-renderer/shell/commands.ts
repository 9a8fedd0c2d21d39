import { createContext, use, useEffect, useId, useSyncExternalStore } from 'react';

/** An act with a name: in the palette, and under its shortcut while its screen is shown. */
export interface Command {
  readonly id: string;
  /** The name of the visible control that does the same. */
  readonly label: string;
  readonly hint?: string;
  /** `screen` when left out: the group of the palette it stands in. */
  readonly scope?: 'screen' | 'go' | 'window';
  /** Such as `mod+enter`. */
  readonly keys?: string;
  /** Why it cannot be done now; it stays in the palette with this reason. */
  readonly disabledReason?: string | undefined;
  readonly run: () => void;
}

export interface CommandRegistry {
  readonly set: (owner: string, commands: readonly Command[]) => void;
  readonly remove: (owner: string) => void;
  /** In the order in which their owners came; the same array until something visible changes. */
  readonly all: () => readonly Command[];
  readonly listen: (listener: () => void) => () => void;
}

/** Components set their commands after each render; listeners hear of it only when a command looks different. */
export function createCommandRegistry(): CommandRegistry {
  const owners = new Map<string, readonly Command[]>();
  const listeners = new Set<() => void>();
  let all: readonly Command[] = [];
  const changed = () => {
    all = [...owners].flatMap(([owner, commands]) => commands.map((command) => latest(owner, command)));
    for (const listener of [...listeners]) listener();
  };
  const latest = (owner: string, command: Command): Command => ({
    ...command,
    run: () =>
      owners
        .get(owner)
        ?.find(({ id }) => id === command.id)
        ?.run(),
  });
  return {
    set: (owner, commands) => {
      const before = owners.get(owner);
      owners.set(owner, commands);
      if (before === undefined || !looksSame(before, commands)) changed();
    },
    remove: (owner) => {
      if (owners.delete(owner)) changed();
    },
    all: () => all,
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function looksSame(before: readonly Command[], after: readonly Command[]): boolean {
  const look = ({ id, label, hint, keys, disabledReason }: Command) => [
    id,
    label,
    hint,
    keys,
    disabledReason,
  ];
  return JSON.stringify(before.map(look)) === JSON.stringify(after.map(look));
}

const RegistryContext = createContext<CommandRegistry | undefined>(undefined);

export const CommandsProvider = RegistryContext.Provider;

function useRegistry(): CommandRegistry {
  const registry = use(RegistryContext);
  if (registry === undefined) throw new Error('There is no CommandsProvider above this component.');
  return registry;
}

/** Registers commands for the palette and for shortcuts while the component is mounted. */
export function useCommands(commands: readonly Command[]): void {
  const registry = useRegistry();
  const owner = useId();
  useEffect(() => {
    registry.set(owner, commands);
  });
  useEffect(() => () => registry.remove(owner), [registry, owner]);
}

export function useAllCommands(): readonly Command[] {
  const { listen, all } = useRegistry();
  return useSyncExternalStore(listen, all);
}
