import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';

export interface RotatingFile {
  readonly write: (line: string) => void;
  /** The newest lines, oldest first. */
  readonly tail: (lines: number) => string[];
}

/** Lines that are kept in memory for the case that the folder cannot be written. */
const remembered = 500;

/**
 * Lines in `<folder>/slipway.log`, readable by this user alone. A file that has reached `mostBytes` becomes
 * `slipway.1.log`, and so on, up to `kept` older ones; several processes may write to the same folder. While the
 * folder cannot be written, lines are kept in memory only: a log never stops the program.
 */
export function createRotatingFile(folder: string, mostBytes: number, kept: number): RotatingFile {
  const path = join(folder, 'slipway.log');
  const older = (index: number) => join(folder, `slipway.${index}.log`);
  const memory: string[] = [];
  let stored = false;

  const prepare = () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // A file of an earlier version, or one that was copied here, may be readable by others.
    if (existsSync(path)) chmodSync(path, 0o600);
  };

  const rotate = () => {
    rmSync(older(kept), { force: true });
    for (let index = kept - 1; index >= 1; index -= 1)
      if (existsSync(older(index))) renameSync(older(index), older(index + 1));
    renameSync(path, older(1));
  };

  const append = (line: string) => {
    // A file that cannot be put aside grows on: better too long than without the newest lines.
    if (sizeOf(path) >= mostBytes) attempt(rotate);
    appendFileSync(path, line, { mode: 0o600 });
  };

  return {
    write: (line) => {
      memory.push(line.trimEnd());
      if (memory.length > remembered) memory.shift();
      const again = () => {
        prepare();
        append(line);
      };
      stored = (stored && attempt(() => append(line)) !== failed) || attempt(again) !== failed;
    },
    tail: (lines) => {
      if (memory.length > 0 && !stored) return memory.slice(-lines);
      const newest = linesOf(path);
      const before = newest.length < lines ? linesOf(older(1)) : [];
      return [...before, ...newest].slice(-lines);
    },
  };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** None when the file cannot be read. */
function linesOf(path: string): string[] {
  const text = attempt(() => readFileSync(path, 'utf8'));
  return text === failed ? [] : text.split('\n').filter((line) => line !== '');
}

const failed = Symbol('failed');

function attempt<T>(act: () => T): T | typeof failed {
  try {
    return act();
  } catch {
    return failed;
  }
}
