type TokenKind = 'plain' | 'key' | 'text' | 'number' | 'word';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

/** Longer text is shown without colours: a colour is not worth thousands of elements. */
export const maxColoured = 20_000;

const json = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g;

/** Cuts JSON, or text that starts like it, into coloured parts; their texts joined are the input. */
export function jsonTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(json)) {
    const [whole, quoted, colon, number] = match;
    if (match.index > end) tokens.push({ kind: 'plain', text: text.slice(end, match.index) });
    if (quoted === undefined) tokens.push({ kind: number === undefined ? 'word' : 'number', text: whole });
    else tokens.push({ kind: colon === undefined ? 'text' : 'key', text: quoted });
    if (colon !== undefined) tokens.push({ kind: 'plain', text: colon });
    end = match.index + whole.length;
  }
  return end < text.length ? [...tokens, { kind: 'plain', text: text.slice(end) }] : tokens;
}

/** Cuts an HTTP message: the start line, header names, and the body as JSON. */
export function httpTokens(text: string): Token[] {
  const [, head = text, gap = '', body = ''] = /^([\s\S]*?)(\r?\n\r?\n)([\s\S]*)$/.exec(text) ?? [];
  const lines = head.split('\n').flatMap((line, index): Token[] => {
    const feed = index === 0 ? '' : '\n';
    const [, name = '', rest = ''] = index === 0 ? [] : (/^([^:]+)(:.*)$/.exec(line) ?? []);
    if (index === 0) return [{ kind: 'word', text: line }];
    if (name === '') return [{ kind: 'plain', text: feed + line }];
    return [
      { kind: 'plain', text: feed },
      { kind: 'key', text: name },
      { kind: 'plain', text: rest },
    ];
  });
  return [...lines, ...(gap === '' ? [] : [{ kind: 'plain', text: gap } as const]), ...jsonTokens(body)];
}
