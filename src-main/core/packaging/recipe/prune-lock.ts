import type { Omission } from '../ports.ts';
import { normalizeName, readRequirement } from './requirement-line.ts';

interface Entry {
  readonly name: string;
  /** The requirement with its hashes. */
  readonly lines: readonly string[];
  /** What asks for it. */
  readonly parents: readonly string[];
}

/**
 * A lock without what can be left out, and without comments and options: an address of an index may hold a password. Reads
 * what `uv pip compile` writes with annotations. A distribution stays when it was asked for in `lines`, or by anything that is
 * neither left out nor able to do without it.
 */
export function pruneLock(text: string, lines: readonly string[], omit: readonly Omission[]): string {
  const entries = readEntries(text);
  const named = new Set(lines.flatMap((line) => readRequirement(line)?.name ?? []));
  const candidates = new Map(
    omit.filter(({ name }) => !named.has(name)).map(({ name, of }) => [name, new Set(of)]),
  );
  // Each that has to stay may make others stay, so this goes on until nothing changes.
  for (let before = -1; before !== candidates.size;) {
    before = candidates.size;
    for (const { name, parents } of entries) {
      const of = candidates.get(name);
      if (of !== undefined && parents.some((one) => !of.has(one) && !candidates.has(one)))
        candidates.delete(name);
    }
  }
  const kept = entries.filter(({ name }) => !candidates.has(name)).flatMap((entry) => entry.lines);
  return `${kept.join('\n')}\n`;
}

function readEntries(text: string): Entry[] {
  const entries: { name: string; lines: string[]; parents: string[] }[] = [];
  for (const line of text.split(/\r?\n/)) {
    const last = entries.at(-1);
    const start = /^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?\s*==/.exec(line)?.[1];
    const parent = /^\s+#\s+(?:via(?:\s+|$))?(.*)$/.exec(line)?.[1]?.trim();
    if (start !== undefined)
      entries.push({ name: normalizeName(start), lines: [line.trimEnd()], parents: [] });
    else if (last !== undefined && /^\s+--hash=/.test(line)) last.lines.push(line.trimEnd());
    else if (last !== undefined && parent !== undefined && parent !== '')
      last.parents.push(normalizeName(parent));
  }
  return entries;
}
