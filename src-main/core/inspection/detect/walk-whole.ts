import { AppError } from '../../app-error.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import { listed } from '../findings.ts';
import { namedFault, type Look } from '../look.ts';
import { pickleFacts } from '../pickle/pickle-facts.ts';
import { walkPickle, type PickleWalk } from '../pickle/walk-pickle.ts';

/** Walks a pickle whole. Throws `model.truncated`, `model.unreadable`; what it would have imported until there is told. */
export async function walkWhole(
  look: Look,
  path: string,
  source: ByteSource,
  start = 0,
): Promise<PickleWalk> {
  const walk = await walkPickle(source, { start, pause: look.pause });
  if (walk.fault === undefined) return walk;
  const dangerous = pickleFacts(path, walk).globals.filter(({ verdict }) => verdict === 'dangerous');
  const fault = namedFault(walk.fault, path);
  if (dangerous.length === 0 || !(fault instanceof AppError)) throw fault;
  const details = `${fault.record.details ?? ''}\nUntil there it imports ${listed(dangerous.map(({ name }) => name))}.`;
  throw new AppError(fault.record.code, { ...fault.record, details }, { cause: walk.fault });
}

/** The number that begins a file which `torch.save` wrote before it used zip. */
const legacyTorch = Number(0x1950a86a20f9469cfc6cn);

/**
 * The pickles of a file, one behind the other: one, or those of an old file of PyTorch, which are a number, a version, facts of the
 * computer, the object, and the keys of its tensors.
 */
export async function walkFile(look: Look, path: string, source: ByteSource): Promise<PickleWalk[]> {
  const first = await walkWhole(look, path, source);
  if (first.root.kind !== 'number' || first.root.value !== legacyTorch) return [first];
  const walks = [first];
  while (walks.length < 5) walks.push(await walkWhole(look, path, source, walks.at(-1)?.end ?? 0));
  return walks;
}

/** The object in an old file of PyTorch; undefined for other pickles. */
export function legacyTorchObject(walks: readonly PickleWalk[]): PickleWalk | undefined {
  return walks.length === 5 ? walks[3] : undefined;
}
