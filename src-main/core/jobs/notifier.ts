/** Tells listeners that something has changed; they look for themselves what. */
export interface Notifier {
  readonly notify: () => void;
  readonly listen: (listener: () => void) => () => void;
}

export function createNotifier(): Notifier {
  const listeners = new Set<() => void>();
  return {
    notify: () => {
      for (const listener of [...listeners]) listener();
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * Yields once at the start and then after each notification. Notifications that arrive while the consumer is busy
 * become one. Ends when `signal` aborts.
 */
export async function* ticks(notifier: Notifier, signal: AbortSignal): AsyncGenerator<void> {
  let wake: (() => void) | undefined;
  let pending = true;
  const stir = () => {
    pending = true;
    wake?.();
  };
  const unlisten = notifier.listen(stir);
  signal.addEventListener('abort', stir);
  try {
    while (!signal.aborted) {
      if (pending) {
        pending = false;
        yield;
      } else {
        await new Promise<void>((resolve) => (wake = resolve));
        wake = undefined;
      }
    }
  } finally {
    unlisten();
    signal.removeEventListener('abort', stir);
  }
}
