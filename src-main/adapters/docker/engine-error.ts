import { AppError } from '../../core/app-error.ts';
import { withoutCredentials } from '../../core/packaging/translate/without-credentials.ts';

/** The longest message of an engine that an error carries, in characters. */
const longestMessage = 2000;

const unreachable = new Set(['ECONNREFUSED', 'ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ECONNRESET', 'EPIPE']);
const full = /no space left on device|ENOSPC|disk quota exceeded/i;

interface EngineFault {
  readonly code?: string;
  readonly syscall?: string;
  readonly statusCode?: number;
  readonly reason?: unknown;
  readonly message?: string;
  readonly json?: unknown;
}

/** True when the error came from the way to the engine, not from the engine: it may have been stopped. */
export function isUnreachable(error: unknown): boolean {
  const { code = '', syscall = '', statusCode } = (error ?? {}) as EngineFault;
  if (statusCode !== undefined) return false;
  return unreachable.has(code) && (syscall === '' || /^(connect|read|write)$/.test(syscall));
}

/** True when the engine says that what was asked for is not there. */
export const isGone = (error: unknown): boolean => (error as EngineFault | undefined)?.statusCode === 404;

/** Names what dockerode and the engine throw: `container.no-engine`, `container.no-space` or `container.failed`. */
export function toContainerError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const message = messageOf(error);
  if (isUnreachable(error))
    return new AppError('container.no-engine', { details: message }, { cause: error });
  if (full.test(message)) return new AppError('container.no-space', { details: message }, { cause: error });
  if ((error as Error | undefined)?.name === 'TimeoutError')
    return new AppError(
      'container.failed',
      {
        cause: 'The engine took the connection but did not answer in time.',
        fixes: ['Try again.', 'Start the engine anew if it stays silent.'],
        details: message,
      },
      { cause: error },
    );
  return new AppError('container.failed', { details: message }, { cause: error });
}

/** What dockerode puts before an engine's sentence. */
const frame = /^\(HTTP code \d+\) [^-]* - /;

/** The engine's own sentence, without dockerode's frame, without credentials, cut. */
export function messageOf(error: unknown): string {
  const { json, message } = (error ?? {}) as EngineFault;
  const said = (json as { message?: unknown } | undefined | null)?.message;
  const text = typeof said === 'string' ? said : (message ?? String(error)).replace(frame, '');
  return withoutCredentials(text.trim()).slice(0, longestMessage);
}
