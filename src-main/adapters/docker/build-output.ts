import { stripVTControlCharacters } from 'node:util';

/** Longer lines are cut, in characters. */
const longestLine = 2000;
/** Lines of one build that are passed on; a build may print without end. */
const mostLines = 5000;
/** Lines that are kept of the instruction that runs, for its error. */
const keptLines = 300;

export interface BuildOutput {
  readonly add: (text: string) => void;
  /** Ends the line that is being written. */
  readonly flush: () => void;
  /** The newest lines since the last call of `forget`. */
  readonly newest: () => readonly string[];
  readonly forget: () => void;
}

/**
 * Cuts a build's output into lines without control characters, and bounds them. `receive` gets every line and says
 * whether it is output; `pass` gets the output, up to a number of lines.
 */
export function createBuildOutput(
  receive: (line: string) => boolean,
  pass: (line: string) => void,
): BuildOutput {
  let rest = '';
  let passed = 0;
  let kept: string[] = [];
  const end = (line: string) => {
    const clean = cleanLine(line);
    if (clean.trim() === '' || !receive(clean)) return;
    kept.push(clean);
    if (kept.length > keptLines) kept = kept.slice(-keptLines / 2);
    passed += 1;
    if (passed < mostLines) pass(clean);
    if (passed === mostLines) pass('The rest of the output is left out: it is too long.');
  };
  return {
    add: (text) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) end(line);
      // What has no line break for so long is cut; control characters go first, so twice the length is let through.
      if (rest.length > 2 * longestLine) rest = rest.slice(0, 2 * longestLine);
    },
    flush: () => {
      const last = rest;
      rest = '';
      end(last);
    },
    newest: () => kept,
    forget: () => {
      kept = [];
    },
  };
}

/** A line as a terminal would show it in the end: after a carriage return the text before is overwritten. */
function cleanLine(line: string): string {
  const shown = line.replace(/\r+$/, '').split('\r').at(-1) ?? '';
  const clean = stripVTControlCharacters(shown).replace(/\p{Cc}/gu, (letter) => (letter === '\t' ? ' ' : ''));
  return clean.length > longestLine ? `${clean.slice(0, longestLine)}…` : clean;
}
