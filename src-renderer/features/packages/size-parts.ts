import { formatPercent } from '../../ui/format.ts';

export interface SizePart {
  readonly title: string;
  readonly bytes: number;
  /** Of the whole, 0 to 1. */
  readonly share: number;
}

/** `12 %`; what is there but rounds to nothing is `< 1 %`. */
export function shareText(share: number): string {
  return share > 0 && share < 0.005 ? '< 1 %' : formatPercent(share);
}

interface Sized {
  readonly title: string;
  readonly bytes: number;
}

/** Below this share of the whole a part is not told apart on a bar. */
const smallest = 0.015;

/**
 * Parts with their shares, the largest first. What the parts do not add up to, and parts too small to be seen, stand
 * together as the last one.
 */
export function sizeParts(bytes: number, parts: readonly Sized[]): readonly SizePart[] {
  const whole = Math.max(
    bytes,
    parts.reduce((sum, part) => sum + part.bytes, 0),
  );
  if (whole <= 0) return [];
  const shown = parts.filter((part) => part.bytes / whole >= smallest);
  const rest = whole - shown.reduce((sum, part) => sum + part.bytes, 0);
  const largest = shown.toSorted((a, b) => b.bytes - a.bytes);
  const all = rest > 0 ? [...largest, { title: 'Everything else', bytes: rest }] : largest;
  return all.map((part) => ({ title: part.title, bytes: part.bytes, share: part.bytes / whole }));
}
