import type { PickleObject, PickleValue } from './pickle-value.ts';

/** Values looked at: enough for any pipeline, and an end for values that hold themselves. */
const mostVisited = 200_000;

/** The objects in a value, near ones first. */
export function* objectsIn(root: PickleValue): Generator<PickleObject> {
  const seen = new Set<PickleValue>([root]);
  // The set is the queue as well: what is added while it is walked is walked too.
  for (const value of seen) {
    if (value.kind === 'object') yield value;
    for (const inside of childrenOf(value)) {
      if (seen.size >= mostVisited) break;
      if (isHolder(inside)) seen.add(inside);
    }
  }
}

function isHolder({ kind }: PickleValue): boolean {
  return kind === 'object' || kind === 'dict' || kind === 'list' || kind === 'tuple' || kind === 'set';
}

function childrenOf(value: PickleValue): Iterable<PickleValue> {
  if (value.kind === 'object')
    return [value.args, value.state, value.content, ...value.added].filter((part) => part !== undefined);
  if (value.kind === 'dict') return value.entries.map(([, part]) => part);
  return value.kind === 'list' || value.kind === 'tuple' || value.kind === 'set' ? value.items : [];
}
