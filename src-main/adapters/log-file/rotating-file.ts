import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface RotatingFile {
  readonly write: (line: string) => void;
  /** The newest lines, oldest first; those of the file before are not looked at. */
  readonly tail: (lines: number) => string[];
}

/**
 * Lines in `<folder>/slipway.log`, readable by this user alone. A file that reaches `mostBytes` becomes `slipway.1.log`, and so on, up to `kept`
 * older ones. What cannot be written is kept in memory only: a log never stops the program.
 */
export function createRotatingFile(folder: string, mostBytes: number, kept: number): RotatingFile {
  const path = join(folder, 'slipway.log');
  const older = (index: number) => join(folder, `slipway.${index}.log`);
  const memory: string[] = [];
  let writable = attempt(() => void mkdirSync(folder, { recursive: true, mode: 0o700 }));
  let size = existsSync(path) ? statSync(path).size : 0;

  const rotate = () => {
    rmSync(older(kept), { force: true });
    for (let index = kept - 1; index >= 1; index -= 1)
      if (existsSync(older(index))) renameSync(older(index), older(index + 1));
    if (existsSync(path)) renameSync(path, older(1));
    size = 0;
  };

  return {
    write: (line) => {
      memory.push(line.trimEnd());
      if (memory.length > 500) memory.shift();
      if (!writable) return;
      writable = attempt(() => {
        if (size > mostBytes) rotate();
        appendFileSync(path, line, { mode: 0o600 });
        size += Buffer.byteLength(line);
      });
    },
    tail: (lines) => {
      let text = '';
      attempt(() => void (text = readFileSync(path, 'utf8')));
      const stored = text.split('\n').filter((line) => line !== '');
      return (stored.length > 0 ? stored : memory).slice(-lines);
    },
  };
}

function attempt(act: () => void): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}
