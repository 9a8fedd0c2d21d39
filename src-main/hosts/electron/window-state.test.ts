import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { placeWindow, readWindowState, saveWindowState } from './window-state.ts';

const left = { x: 0, y: 25, width: 1920, height: 1055 };
const right = { x: 1920, y: 0, width: 2560, height: 1400 };
const saved = { x: 2000, y: 100, width: 1300, height: 900, maximised: false };

it('begins in the middle of the first screen', () => {
  const middle = { bounds: { x: 320, y: 153, width: 1280, height: 800 }, maximised: false };
  expect(
    [undefined, null, 'x', {}, { ...saved, width: 0 }, { ...saved, x: 0.5 }, { ...saved, maximised: 1 }].map(
      (odd) => placeWindow(odd, [left, right]),
    ),
  ).toEqual(Array.from({ length: 7 }, () => middle));
});

it('comes back where it was, maximised if it was', () => {
  expect(placeWindow({ ...saved, maximised: true }, [left, right])).toEqual({
    bounds: { x: 2000, y: 100, width: 1300, height: 900 },
    maximised: true,
  });
});

it('comes to the first screen when its own is gone', () => {
  expect(placeWindow(saved, [left]).bounds).toEqual({ x: 310, y: 103, width: 1300, height: 900 });
});

it('is pushed back when it hangs over an edge, and made smaller when the screen is', () => {
  expect([
    placeWindow({ ...saved, x: -400, y: -300 }, [left]).bounds,
    placeWindow({ ...saved, x: 1800, y: 1000, width: 3000, height: 2000 }, [left]).bounds,
    placeWindow({ ...saved, x: 10, y: 30, width: 100, height: 100 }, [left]).bounds,
  ]).toEqual([
    { x: 0, y: 25, width: 1300, height: 900 },
    { x: 0, y: 25, width: 1920, height: 1055 },
    { x: 10, y: 30, width: 960, height: 640 },
  ]);
});

it('always lies wholly on one screen, whatever was saved', () => {
  const place = fc.integer({ min: -100_000, max: 100_000 });
  const side = fc.integer({ min: 1, max: 100_000 });
  const area = fc.record({ x: place, y: place, width: side, height: side });
  const state = fc.oneof(
    fc.anything(),
    fc.record({ x: place, y: place, width: side, height: side, maximised: fc.boolean() }),
  );
  fc.assert(
    fc.property(state, fc.array(area, { minLength: 1, maxLength: 4 }), (odd, areas) => {
      const { x = 0, y = 0, width = 0, height = 0 } = placeWindow(odd, areas).bounds;
      return areas.some(
        (one) =>
          x >= one.x && y >= one.y && x + width <= one.x + one.width && y + height <= one.y + one.height,
      );
    }),
  );
});

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'slipway-window-'))));
afterEach(() => rmSync(folder, { recursive: true }));

it('is read as it was saved; nothing and garbage are no state', () => {
  const path = join(folder, 'new/window.json');
  const before = readWindowState(path);
  saveWindowState(path, saved);
  const after = readWindowState(path);
  writeFileSync(path, '{"x":');
  expect([before, after, readWindowState(path)]).toEqual([undefined, saved, undefined]);
});

it('does not mind that it cannot be saved', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => saveWindowState(join(folder, 'file/window.json'), saved)).not.toThrow();
});
