import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Rectangle } from 'electron';
import { smallestSize } from './window-options.ts';

export interface WindowState extends Rectangle {
  readonly maximised: boolean;
}

/** The window of the first start, in device-independent pixels. */
const firstSize = { width: 1280, height: 800 } as const;

/**
 * Where to put the window: where it was, if it can still be reached there, else in the middle of the first screen.
 * It always fits into one screen's work area, whatever was saved and whichever screens are gone.
 */
export function placeWindow(
  saved: unknown,
  workAreas: readonly Rectangle[],
): { bounds: Partial<Rectangle>; maximised: boolean } {
  const [first] = workAreas;
  if (first === undefined) return { bounds: firstSize, maximised: false };
  if (!isWindowState(saved)) return { bounds: centre(firstSize, first), maximised: false };
  const { maximised, x, y, width, height } = saved;
  const bounds = { x, y, width, height };
  const area = workAreas.toSorted((one, other) => overlap(bounds, other) - overlap(bounds, one))[0] ?? first;
  return { bounds: overlap(bounds, area) === 0 ? centre(bounds, first) : fit(bounds, area), maximised };
}

/** By hand: the window must not wait until a schema library is loaded. */
function isWindowState(saved: unknown): saved is WindowState {
  if (typeof saved !== 'object' || saved === null) return false;
  const { x, y, width, height, maximised } = saved as Record<string, unknown>;
  const places = [x, y, width, height].every((value) => Number.isSafeInteger(value));
  return places && Number(width) > 0 && Number(height) > 0 && typeof maximised === 'boolean';
}

function fit(bounds: Rectangle, area: Rectangle): Rectangle {
  const width = between(bounds.width, smallestSize.width, area.width);
  const height = between(bounds.height, smallestSize.height, area.height);
  return {
    x: between(bounds.x, area.x, area.x + area.width - width),
    y: between(bounds.y, area.y, area.y + area.height - height),
    width,
    height,
  };
}

function centre({ width, height }: Pick<Rectangle, 'width' | 'height'>, area: Rectangle): Rectangle {
  const x = area.x + Math.round((area.width - width) / 2);
  const y = area.y + Math.round((area.height - height) / 2);
  return fit({ x, y, width, height }, area);
}

/** The upper limit wins: a window larger than its screen cannot be reached. */
function between(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

function overlap(one: Rectangle, other: Rectangle): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return Math.max(0, width) * Math.max(0, height);
}

/** What was saved, unchecked; undefined when there is nothing to read. */
export function readWindowState(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Saves the place of the window. A place that cannot be saved is not worth a word at the moment of closing. */
export function saveWindowState(path: string, state: WindowState): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, `${JSON.stringify(state)}\n`);
  } catch {
    return;
  }
}
