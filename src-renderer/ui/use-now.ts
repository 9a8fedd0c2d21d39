import { useSyncExternalStore } from 'react';

interface Ticker {
  readonly listen: (listener: () => void) => () => void;
  readonly now: () => number;
}

const tickers = new Map<number, Ticker>();

/** The time in milliseconds, rounded down to `every`; components that ask for the same step share one timer. */
export function useNow(every: number): number {
  const { listen, now } = tickerOf(every);
  return useSyncExternalStore(listen, now);
}

function tickerOf(every: number): Ticker {
  const known = tickers.get(every);
  if (known !== undefined) return known;
  const ticker = createTicker(every);
  tickers.set(every, ticker);
  return ticker;
}

function createTicker(every: number): Ticker {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  return {
    now: () => Math.floor(Date.now() / every) * every,
    listen: (listener) => {
      listeners.add(listener);
      timer ??= setInterval(tell, every);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}
