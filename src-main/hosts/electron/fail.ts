import { app, clipboard, dialog } from 'electron';
import { couldNot, describeFailure, recordOf } from '../report-failure.ts';
import { copyButton, failureBox } from './failure-box.ts';

/** Says what failed, what to do about it, and ends the program with exit status 2. */
export async function fail(error: unknown): Promise<void> {
  const record = recordOf(error);
  const text = describeFailure(record);
  process.stderr.write(`${text}\n`);
  await app.whenReady();
  const { response } = await dialog.showMessageBox(failureBox(record));
  if (response === copyButton) await clipboard.writeText(text);
  app.exit(couldNot);
}
