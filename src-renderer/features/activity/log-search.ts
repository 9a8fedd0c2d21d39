import type { LogLine } from './trail.ts';

/** Places of the lines that hold `query`, whatever its case, in order; none for an empty query. */
export function matchingLines(lines: readonly LogLine[], query: string): readonly number[] {
  const wanted = query.toLowerCase();
  if (wanted === '') return [];
  const found: number[] = [];
  lines.forEach(({ text }, index) => {
    if (text.toLowerCase().includes(wanted)) found.push(index);
  });
  return found;
}

/** The line cut at the matches: every second part is one. */
export function cutAtMatches(text: string, query: string): readonly string[] {
  const wanted = query.toLowerCase();
  const lower = text.toLowerCase();
  // Some letters change their length with their case; such a line is shown without marks rather than wrongly cut.
  if (wanted === '' || lower.length !== text.length) return [text];
  const parts: string[] = [];
  let from = 0;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
    parts.push(text.slice(from, at), text.slice(at, at + wanted.length));
    from = at + wanted.length;
  }
  return [...parts, text.slice(from)];
}

/** The match to go to from the current one; round at both ends. */
export function nextMatch(current: number, count: number, back: boolean): number {
  if (count === 0) return -1;
  return (current + (back ? count - 1 : 1) + count) % count;
}

/** The log as a file would hold it. */
export function logText(lines: readonly LogLine[]): string {
  return lines.map(({ at, kind, text }) => `${at} ${kind.padEnd(5)} ${text}`).join('\n');
}
