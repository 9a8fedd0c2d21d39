/** Where a text stops being JSON. Lines and columns count from 1. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
  /** What JSON allows at this place. */
  readonly expected: string;
  /** What stands there. */
  readonly found: string;
  /** True for NaN, Infinity and their like: numbers elsewhere, but not in JSON. */
  readonly notFinite: boolean;
}

type Container = '{' | '[';
/** What the next token may be. */
type Want = 'value' | 'value-or-end' | 'name' | 'name-or-end' | 'colon' | 'more';

const expectations: Readonly<Record<Want, string>> = {
  value: 'a value',
  'value-or-end': 'a value or ]',
  name: 'a name in double quotes',
  'name-or-end': 'a name in double quotes or }',
  colon: 'a colon',
  more: 'a comma or a closing bracket',
};

const space = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y;
const word = /true(?!\w)|false(?!\w)|null(?!\w)/y;
const notFinite = /[+-]?(?:NaN|Infinity|inf)\b/y;
const piece = /[\w.+-]{1,24}|[^]/y;

/**
 * The first place where `text` is not JSON; undefined when all of it is. Browsers name that place in some messages only.
 * It keeps its own stack, so that deep nesting cannot end it.
 */
export function findJsonFault(text: string): JsonFault | undefined {
  const open: Container[] = [];
  let want: Want = 'value';
  let at = 0;
  for (;;) {
    at += matchAt(space, text, at)?.length ?? 0;
    if (want === 'more' && open.length === 0)
      return at === text.length ? undefined : faultAt(text, at, 'the end of the text');
    const step = takeToken(text, at, want, open);
    if (step === undefined) return faultAt(text, at, expectations[want]);
    if (typeof step === 'number')
      return faultAt(text, step, 'a closing double quote or an allowed character');
    ({ end: at, want } = step);
  }
}

interface Step {
  readonly end: number;
  readonly want: Want;
}

/** The token at a place and what may follow it; a number is the place of a fault inside a string. */
function takeToken(text: string, at: number, want: Want, open: Container[]): Step | number | undefined {
  const sign = text[at];
  if (sign === undefined) return undefined;
  const within = open.at(-1);
  if (want === 'colon') return sign === ':' ? { end: at + 1, want: 'value' } : undefined;
  if (want === 'more') {
    if (sign === ',') return { end: at + 1, want: within === '{' ? 'name' : 'value' };
    return close(sign, at, open);
  }
  if (want === 'name' || want === 'name-or-end') {
    if (want === 'name-or-end' && sign === '}') return close(sign, at, open);
    return sign === '"' ? stringStep(text, at, 'colon') : undefined;
  }
  if (want === 'value-or-end' && sign === ']') return close(sign, at, open);
  return valueStep(text, at, sign, open);
}

function valueStep(text: string, at: number, sign: string, open: Container[]): Step | number | undefined {
  if (sign === '{' || sign === '[') {
    open.push(sign);
    return { end: at + 1, want: sign === '{' ? 'name-or-end' : 'value-or-end' };
  }
  if (sign === '"') return stringStep(text, at, 'more');
  const plain = matchAt(number, text, at) ?? matchAt(word, text, at);
  return plain === undefined ? undefined : { end: at + plain.length, want: 'more' };
}

function close(sign: string, at: number, open: Container[]): Step | undefined {
  if (sign !== (open.at(-1) === '{' ? '}' : ']')) return undefined;
  open.pop();
  return { end: at + 1, want: 'more' };
}

function stringStep(text: string, at: number, next: Want): Step | number {
  const end = endOfString(text, at);
  return end < 0 ? -end : { end, want: next };
}

/** The place after the closing quote, or the negative place of what a string may not hold. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; ; at += 1) {
    const sign = text[at];
    if (sign === undefined || sign < ' ') return -at;
    if (sign === '"') return at + 1;
    if (sign !== '\\') continue;
    const escape = text[at + 1] ?? '';
    const long = escape === 'u' && /^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6));
    if (!long && (escape === '' || !'"\\/bfnrt'.includes(escape))) return -at;
    at += long ? 5 : 1;
  }
}

function faultAt(text: string, at: number, expected: string): JsonFault {
  const before = text.slice(0, at).split('\n');
  const strange = matchAt(notFinite, text, at);
  const found = strange ?? matchAt(piece, text, at);
  return {
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    expected,
    found: found === undefined ? 'the end of the text' : found === '\n' ? 'the end of the line' : found,
    notFinite: strange !== undefined,
  };
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
