import type { Finding, PickleFacts } from '../../../contract/inspection.ts';
import { AppError } from '../../app-error.ts';
import { finding } from '../findings.ts';
import type { Look } from '../look.ts';
import type { Detected } from './detected.ts';
import { picklesIn } from './pickles-in.ts';

/** Pickles of one model at the most. */
const most = 500;
/** Files that are pickles by their name: they must be readable to the end. */
const named = /\.(pkl|pickle|joblib|sav|pt|pth|bin|ckpt|skops)$/i;

/** The pickles that come with a model besides its own file: whatever serves it may load them. */
export async function picklesBeside(
  look: Look,
  { model, pickles: own = [] }: Detected,
): Promise<{ pickles: PickleFacts[]; findings: Finding[] }> {
  const pickles: PickleFacts[] = [];
  const findings: Finding[] = [];
  const looked = look.file(model) !== undefined && own.length > 0 ? model : undefined;
  for (const { path, bytes } of look.tree.files) {
    if (bytes < 2 || path === looked) continue;
    try {
      pickles.push(...(await picklesIn(look, path)));
    } catch (error) {
      if (!(error instanceof AppError) || named.test(path) || look.signal.aborted) throw error;
      findings.push(unread(path, error));
    }
    if (pickles.length > most)
      throw new AppError('model.unreadable', { details: `There are more than ${most} pickles.` });
  }
  return { pickles, findings };
}

function unread(path: string, error: AppError): Finding {
  return finding(
    'accept',
    `pickle-unread:${path}`,
    'A file that may be a pickle could not be read to its end',
    `${path}: ${error.record.details ?? error.record.title}`,
    'Remove it if the model does not need it.',
  );
}
