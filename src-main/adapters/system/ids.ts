import { randomBytes } from 'node:crypto';
import type { Ids } from '../../core/ports.ts';

/** Nine characters of time in base 36, a count within the millisecond, ten random hexadecimal characters. */
export function createIds(now: () => number = Date.now): Ids {
  let last = 0;
  let count = 0;
  return {
    next: () => {
      const time = Math.max(now(), last);
      count = time === last ? count + 1 : 0;
      last = time;
      return (
        time.toString(36).padStart(9, '0') +
        count.toString(36).padStart(2, '0') +
        randomBytes(5).toString('hex')
      );
    },
  };
}
