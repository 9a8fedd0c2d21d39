import type { Clock } from '../../core/ports.ts';

/** The computer's own time. */
export const systemClock: Clock = {
  now: () => new Date(),
  monotonic: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve();
        return;
      }
      const finish = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', finish);
        resolve();
      };
      const timer = setTimeout(finish, ms);
      // A pause never keeps the process alive by itself.
      timer.unref();
      signal?.addEventListener('abort', finish);
    }),
};
