/** Says of a path, relative to the build folder with forward slashes, whether `.dockerignore` leaves it out. */
export interface IgnorePatterns {
  readonly leavesOut: (path: string) => boolean;
  /** True when something below a folder that is left out may be taken back in. */
  readonly mayTakeBack: boolean;
}

interface Pattern {
  readonly takesBack: boolean;
  readonly matches: RegExp;
}

/**
 * Reads a `.dockerignore` with Docker's meaning: one pattern a line, `#` for comments, `*` and `?` within a name, `**`
 * across folders, `[…]` for a choice, `!` to take back; a pattern counts for everything below what it matches, and the
 * last one that matches decides.
 */
export function readIgnorePatterns(text: string): IgnorePatterns {
  const patterns = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .flatMap((line) => readPattern(line) ?? []);
  return {
    leavesOut: (path) =>
      patterns.reduce((out, { takesBack, matches }) => (matches.test(path) ? !takesBack : out), false),
    mayTakeBack: patterns.some(({ takesBack }) => takesBack),
  };
}

function readPattern(line: string): Pattern | undefined {
  if (line.startsWith('#')) return undefined;
  const trimmed = line.trim();
  const takesBack = trimmed.startsWith('!');
  const path = cleanPath((takesBack ? trimmed.slice(1) : trimmed).trim());
  if (path === undefined) return undefined;
  try {
    return { takesBack, matches: new RegExp(`^${expressionOf(path)}(?:/.*)?$`, 's') };
  } catch {
    // An unfinished `[…]` matches nothing.
    return undefined;
  }
}

/** As Go's filepath.Clean, then relative to the folder. */
function cleanPath(pattern: string): string | undefined {
  const parts: string[] = [];
  for (const part of pattern.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0) parts.pop();
    else if (part !== '..' || !pattern.startsWith('/')) parts.push(part);
  }
  return parts.length === 0 ? undefined : parts.join('/');
}

const pieces = /\*\*\/?$|\*\*\/?|\*|\?|\\.|\[\^?(?:\\.|[^\]\\])*\]|./gs;

function expressionOf(pattern: string): string {
  return Array.from(pattern.matchAll(pieces), ({ 0: piece, index }) =>
    expressionOfPiece(piece, index + piece.length === pattern.length),
  ).join('');
}

function expressionOfPiece(piece: string, last: boolean): string {
  if (piece.startsWith('**')) return last ? '.*' : '(?:.*/)?';
  if (piece === '[') throw new SyntaxError('An unfinished choice');
  if (piece === '*') return '[^/]*';
  if (piece === '?') return '[^/]';
  if (piece.length > 1 && piece.startsWith('[')) return piece;
  const letter = piece.length > 1 ? piece.slice(1) : piece;
  return letter.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
