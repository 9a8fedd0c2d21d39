/** Width of the dock in CSS pixels. */
export const dock = { min: 280, max: 640, initial: 360, step: 24 } as const;

export function clampDock(width: number): number {
  return Math.min(dock.max, Math.max(dock.min, Math.round(width)));
}

/** The width after a key on the separator; the dock is on the right, so the left arrow widens it. */
export function dockAfterKey(width: number, key: string): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return clampDock(width + dock.step);
    case 'ArrowRight':
      return clampDock(width - dock.step);
    case 'Home':
      return dock.max;
    case 'End':
      return dock.min;
    default:
      return undefined;
  }
}
