import { expect, it } from 'vitest';
import { systemClock } from './clock.ts';
import { createIds } from './ids.ts';

it('makes ids that sort in the order of their making, though the clock goes backwards', () => {
  const times = [5000, 5000, 4000, 6000];
  const { next } = createIds(() => times.shift() ?? 6000);
  const ids = Array.from({ length: 100 }, next);
  expect(ids).toEqual([...new Set(ids)].sort());
});

it('makes ids that are safe in file names and addresses', () => {
  expect(createIds().next()).toMatch(/^[a-z0-9]{21}$/);
});

it('pauses, and ends a pause at once when told to', async () => {
  const begun = systemClock.monotonic();
  await systemClock.sleep(20);
  const slept = systemClock.monotonic() - begun;
  const cancel = new AbortController();
  const pauses = [systemClock.sleep(60_000, cancel.signal), systemClock.sleep(60_000, AbortSignal.abort())];
  cancel.abort();
  await Promise.all(pauses);
  expect(slept).toBeGreaterThanOrEqual(19);
});
