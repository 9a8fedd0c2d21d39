export interface JsonFault {
  /** Characters before the fault. */
  readonly offset: number;
  /** Both start at 1. */
  readonly line: number;
  readonly column: number;
  /** The word or character that cannot stand there; empty at the end of the text. */
  readonly found: string;
}

type Wanted = 'value' | 'first-item' | 'first-key' | 'key' | 'colon' | 'next' | 'end';

type Punctuation = '{' | '}' | '[' | ']' | ':' | ',';

interface Token {
  readonly kind: Punctuation | 'text' | 'scalar' | 'none';
  readonly end: number;
  /** Where the inside of a text is at fault. */
  readonly fault?: number;
}

const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const escape = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
const word = /[-+.\w]{1,20}|./suy;

/**
 * Where a text stops being JSON, or undefined when it is JSON. The engine's own parser knows, but tells the place only
 * sometimes. Keeps a stack of its own, so that no depth of nesting can exhaust the program's.
 */
export function findJsonFault(text: string): JsonFault | undefined {
  const open: string[] = [];
  let wanted: Wanted = 'value';
  let at = afterSpace(text, 0);
  while (at < text.length) {
    const token = readToken(text, at);
    const then = follow(wanted, token.kind, open);
    const fault = then === undefined ? at : token.fault;
    if (then === undefined || fault !== undefined) return faultAt(text, fault ?? at);
    wanted = then;
    at = afterSpace(text, token.end);
  }
  return wanted === 'end' ? undefined : faultAt(text, text.length);
}

/** What may come after a token, or undefined when the token itself may not stand here. */
function follow(wanted: Wanted, kind: Token['kind'], open: string[]): Wanted | undefined {
  const valueMayStand = wanted === 'value' || wanted === 'first-item';
  if (valueMayStand && kind === '{') {
    open.push('}');
    return 'first-key';
  }
  if (valueMayStand && kind === '[') {
    open.push(']');
    return 'first-item';
  }
  const afterValue = () => (open.length === 0 ? 'end' : 'next');
  if (valueMayStand && (kind === 'text' || kind === 'scalar')) return afterValue();
  if (kind === 'text' && (wanted === 'key' || wanted === 'first-key')) return 'colon';
  if (kind === ':' && wanted === 'colon') return 'value';
  if (kind === ',' && wanted === 'next') return open.at(-1) === '}' ? 'key' : 'value';
  const mayClose = wanted === 'next' || wanted === 'first-key' || wanted === 'first-item';
  if (!mayClose || open.at(-1) !== kind) return undefined;
  open.pop();
  return afterValue();
}

function readToken(text: string, at: number): Token {
  const char = text.charAt(at);
  if (char === '"') return readText(text, at);
  if (isPunctuation(char)) return { kind: char, end: at + 1 };
  const end = matchEnd(scalar, text, at);
  return end === undefined ? { kind: 'none', end: at } : { kind: 'scalar', end };
}

function isPunctuation(char: string): char is Punctuation {
  return char !== '' && '{}[]:,'.includes(char);
}

function readText(text: string, from: number): Token {
  let at = from + 1;
  while (at < text.length) {
    const char = text.charCodeAt(at);
    if (char === 0x22) return { kind: 'text', end: at + 1 };
    const next = char === 0x5c ? matchEnd(escape, text, at) : at + 1;
    if (next === undefined || char < 0x20) return { kind: 'text', end: at, fault: at };
    at = next;
  }
  return { kind: 'text', end: at, fault: at };
}

function matchEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function afterSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at += 1;
  return at;
}

function faultAt(text: string, offset: number): JsonFault {
  word.lastIndex = offset;
  const before = text.slice(0, offset).split('\n');
  return {
    offset,
    line: before.length,
    column: (before.at(-1) ?? '').length + 1,
    found: word.exec(text)?.[0] ?? '',
  };
}
