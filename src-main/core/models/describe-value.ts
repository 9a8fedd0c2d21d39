/** Characters of a text or a name that a message repeats. */
const shown = 40;

/** A value from a request as words for a message: short, whatever its size. */
export function describeValue(value: unknown): string {
  if (typeof value === 'string') return value === '' ? 'an empty text' : `the text "${shorten(value)}"`;
  if (typeof value === 'number') return `the number ${value}`;
  if (Array.isArray(value))
    return value.length === 1 ? 'a list of 1 value' : `a list of ${value.length} values`;
  if (typeof value === 'boolean' || value === null) return String(value);
  return value === undefined ? 'nothing' : 'an object';
}

export function shorten(text: string): string {
  return text.length > shown ? `${text.slice(0, shown)}…` : text;
}
