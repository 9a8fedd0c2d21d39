import type { MessageBoxOptions } from 'electron';
import type { ErrorRecord } from '../../contract/errors.ts';
import { describeFailure } from '../report-failure.ts';

/** Index of the button that puts the text on the clipboard. */
export const copyButton = 1;

/** The box for a failure that leaves nothing to show in a window: title, cause, numbered fixes, details. */
export function failureBox(record: ErrorRecord): MessageBoxOptions & { readonly detail: string } {
  const [, ...rest] = describeFailure(record).split('\n');
  return {
    type: 'error',
    title: 'Slipway',
    message: record.title,
    detail: rest.join('\n'),
    buttons: ['Close Slipway', 'Copy and close'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
}
