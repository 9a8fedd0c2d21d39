/** Place of the region that F6 goes to; `current` is -1 while the focus is in none. Shift+F6 goes back. */
export function nextRegion(current: number, count: number, back: boolean): number {
  if (current < 0) return back ? count - 1 : 0;
  return (current + (back ? count - 1 : 1)) % count;
}
