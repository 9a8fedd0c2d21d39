import { AppError } from '../../core/app-error.ts';

/** Names a failure of the file system. Cancelling and what is named already stay as they are. */
export function toAppError(
  error: unknown,
  path: string,
  doing: 'read' | 'write',
  signal?: AbortSignal,
): unknown {
  if (error instanceof AppError || signal?.aborted === true) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  const details = `${path}\n${message}`;
  if (doing === 'write') return new AppError('file.unwritable', { details }, { cause: error });
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new AppError('file.missing', { details: path }, { cause: error });
  return new AppError('file.unreadable', { details }, { cause: error });
}
