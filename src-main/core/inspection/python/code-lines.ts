/** Longest text that is looked at, in characters: a module, not data. */
const longest = 2_000_000;

/**
 * The lines of a Python text with comments left out, every string replaced by `''`, and lines joined that belong together by a
 * bracket or a backslash.
 */
export function codeLines(text: string): string[] {
  const lines: string[] = [];
  const source = text.slice(0, longest).replaceAll('\r\n', '\n');
  let line = '';
  let depth = 0;
  for (let at = 0; at < source.length;) {
    const character = source[at] ?? '';
    if (character === '#') at = endOfLine(source, at);
    else if (character === "'" || character === '"') {
      at = endOfString(source, at);
      line += "''";
    } else if (character === '\\' && source[at + 1] === '\n') {
      line += ' ';
      at += 2;
    } else if (character === '\n' && depth === 0) {
      lines.push(...statements(line));
      line = '';
      at += 1;
    } else {
      if ('([{'.includes(character)) depth += 1;
      if (')]}'.includes(character)) depth = Math.max(0, depth - 1);
      line += character === '\n' ? ' ' : character === '\t' ? '        ' : character;
      at += 1;
    }
  }
  return [...lines, ...statements(line)];
}

const compound = /^\s*(async|def|class|if|elif|else|for|while|with|try|except|finally)\b/;

/** Statements that share a line, each with the line's indentation; those behind the colon of a definition stay with it. */
function statements(line: string): string[] {
  if (compound.test(line)) return [line];
  const indent = line.slice(0, line.length - line.trimStart().length);
  return line.split(';').map((part) => indent + part.trim());
}

function endOfLine(source: string, at: number): number {
  const end = source.indexOf('\n', at);
  return end < 0 ? source.length : end;
}

/** The place behind a string that begins at `at`. A backslash takes the next character along, in raw strings too. */
function endOfString(source: string, start: number): number {
  const quote = source[start] ?? '';
  const triple = source.startsWith(quote.repeat(3), start);
  const close = triple ? quote.repeat(3) : quote;
  for (let at = start + close.length; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1;
    else if (!triple && source[at] === '\n') return at;
    else if (source.startsWith(close, at)) return at + close.length;
  }
  return source.length;
}
