import type { MessageBoxOptions } from 'electron';

/** The box after the page's process has ended by itself. */
export const pageGoneBox = {
  type: 'warning',
  title: 'Slipway',
  message: 'The page stopped working.',
  detail: 'Running work goes on: only the page has ended, for example because memory ran out.',
  buttons: ['Show the page again', 'Close Slipway'],
  defaultId: 0,
  cancelId: 0,
  noLink: true,
} as const satisfies MessageBoxOptions;
