import { existsSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import { AppError } from '../../core/app-error.ts';

/**
 * The path to show in the file manager. Throws `file.missing` for one that is relative, does not exist or, on Windows,
 * lies on another computer: looking there would send it this user's credentials.
 */
export function revealable(
  path: string,
  platform: NodeJS.Platform,
  exists: (path: string) => boolean = existsSync,
): string {
  const style = platform === 'win32' ? win32 : posix;
  const remote = platform === 'win32' && /^[\\/]{2}/.test(path);
  if (path.includes('\0') || remote || !style.isAbsolute(path) || !exists(path))
    throw new AppError('file.missing', { details: path });
  return style.normalize(path);
}
