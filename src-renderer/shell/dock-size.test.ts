import { expect, test } from 'vitest';
import { clampDock, dockAfterKey } from './dock-size.ts';

test('arrow keys move the edge, Home and End go to its ends, other keys are not for it', () => {
  expect(['ArrowLeft', 'ArrowRight', 'Home', 'End', 'Enter'].map((key) => dockAfterKey(360, key))).toEqual([
    384,
    336,
    640,
    280,
    undefined,
  ]);
});

test('the width stays in its range', () => {
  expect([clampDock(10), clampDock(361.6), clampDock(9_999), dockAfterKey(630, 'ArrowLeft')]).toEqual([
    280, 362, 640, 640,
  ]);
});
