import { DataEnds, DataFault } from './data-fault.ts';
import type { ByteWindow } from './byte-window.ts';

/** Values of one file at the most. */
const mostValues = 5_000_000;
const deepest = 60;
const longestText = 1 << 16;
const widths: Readonly<Record<string, number>> = {
  i: 1,
  U: 1,
  C: 1,
  I: 2,
  l: 4,
  d: 4,
  L: 8,
  D: 8,
  Z: 0,
  N: 0,
  T: 0,
  F: 0,
};

/**
 * What is wanted of a Universal Binary JSON document, by path of keys joined with `/`: places in lists have no name. Texts,
 * numbers and lists of texts are told; everything else is passed over.
 */
export type TellUbj = (path: string, value: string | number) => void;

/** Reads a UBJ document as XGBoost writes it. Throws `DataEnds`, `DataFault`. */
export async function readUbj(window: ByteWindow, tell: TellUbj, pause: () => Promise<void>): Promise<void> {
  const budget = { values: mostValues };
  const near = async () => {
    if (window.near < longestText + 64) await window.fill(2 * longestText);
  };
  const value = async (type: string, path: string, depth: number): Promise<void> => {
    if ((budget.values -= 1) < 0) throw new DataFault(`There are more than ${mostValues} values.`);
    if (budget.values % 20_000 === 0) await pause();
    if (depth > deepest) throw new DataFault('Values are nested too deeply.');
    await near();
    if (type === '{' || type === '[') await container(type, path, depth);
    else if (type === 'S' || type === 'H') tell(path, text(window));
    else {
      const number = scalar(window, type);
      if (number !== undefined) tell(path, number);
    }
  };
  const container = async (kind: '{' | '[', path: string, depth: number): Promise<void> => {
    const typed = window.peek() === 0x24 ? typeBehind(window) : undefined;
    const count = window.peek() === 0x23 ? countBehind(window) : undefined;
    if (typed !== undefined && count === undefined) throw new DataFault('A typed list has no length.');
    const width = typed === undefined ? undefined : widths[typed];
    if (kind === '[' && width !== undefined && count !== undefined && !(count <= 16 && typed === 'l')) {
      window.skip(width * count);
      return;
    }
    const close = kind === '{' ? 0x7d : 0x5d;
    for (let index = 0; count === undefined || index < count; index += 1) {
      await near();
      if (count === undefined && window.peek() === close) break;
      const key = kind === '{' ? `${path}/${text(window)}` : path;
      await near();
      await value(typed ?? char(window), key, depth + 1);
    }
    if (count === undefined) window.skip(1);
  };
  await near();
  await value(char(window), '', 0);
}

function char(window: ByteWindow): string {
  return String.fromCharCode(window.uint8());
}

function typeBehind(window: ByteWindow): string {
  window.skip(1);
  return char(window);
}

function countBehind(window: ByteWindow): number {
  window.skip(1);
  return size(window);
}

function size(window: ByteWindow): number {
  const count = scalar(window, char(window));
  if (count === undefined || !Number.isSafeInteger(count) || count < 0)
    throw new DataFault('A length is no number.');
  return count;
}

/** The beginning of a text; a text longer than `longestText` is passed over. */
function text(window: ByteWindow): string {
  const length = size(window);
  const kept = Math.min(length, longestText);
  if (kept > window.near) throw new DataEnds(`A text of ${length} bytes at ${window.position} is cut off.`);
  const value = window.text(kept);
  window.skip(length - kept);
  return value;
}

/** XGBoost writes numbers with the high byte first. */
function scalar(window: ByteWindow, type: string): number | undefined {
  const width = widths[type];
  if (width === undefined) throw new DataFault(`There is no value of type ${JSON.stringify(type)}.`);
  const bytes = window.take(width);
  const view = new DataView(bytes.buffer, bytes.byteOffset, width);
  if (type === 'U' || type === 'C') return view.getUint8(0);
  if (type === 'i') return view.getInt8(0);
  if (type === 'I') return view.getInt16(0);
  if (type === 'l') return view.getInt32(0);
  if (type === 'L') return Number(view.getBigInt64(0));
  return undefined;
}
