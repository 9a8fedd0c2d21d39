const first = 250;
const longest = 5_000;

/** Pause before the next try to connect, in milliseconds: doubles from 250 up to 5,000. `failures` counts from 1. */
export function backOff(failures: number): number {
  return Math.min(longest, first * 2 ** (failures - 1));
}
