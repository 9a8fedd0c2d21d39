import type { EventEmitter } from 'node:events';

/** Emits an event that listeners can prevent, as Electron passes it: first argument, with `fields` on it. */
export function emitPreventable(
  emitter: EventEmitter,
  name: string,
  fields: object = {},
  ...rest: unknown[]
): { prevented: boolean } {
  const outcome = { prevented: false };
  const event = { ...fields, preventDefault: () => (outcome.prevented = true) };
  emitter.emit(name, event, ...rest);
  return outcome;
}
