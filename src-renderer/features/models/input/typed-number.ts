/** What a text in a number field stands for: a finite number, nothing yet, or something that is no number. */
export type TypedNumber =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'blank' }
  | { readonly kind: 'fault'; readonly message: string };

export function readNumber(text: string): TypedNumber {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'blank' };
  const value = Number(trimmed);
  if (!Number.isFinite(value))
    return { kind: 'fault', message: `“${trimmed}” is not a number. Decimals take a point.` };
  return { kind: 'number', value };
}

/** The text to show: what was typed as long as it stands for the value, otherwise the value itself. */
export function textOf(typed: string | undefined, value: number | undefined): string {
  const read = typed === undefined ? undefined : readNumber(typed);
  const same = read?.kind === 'number' ? read.value === value : read !== undefined && value === undefined;
  if (typed !== undefined && same) return typed;
  return value === undefined ? '' : String(value);
}
