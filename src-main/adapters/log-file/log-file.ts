import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import type { Log } from '../../core/ports.ts';
import { redact, redactText } from './redact.ts';
import { createRotatingFile } from './rotating-file.ts';

/** Size at which a log file is put aside, in bytes, and how many older ones are kept. */
const mostBytes = 5_000_000;
const kept = 4;

/**
 * JSON lines below `folder`. Secrets are cut out here, at the sink, whatever the caller passes. Lines are written at
 * once and in this thread: the last words before a crash are the ones that matter, and no worker has to be started.
 */
export function createLog({ folder }: { readonly folder: string }): Log {
  const file = createRotatingFile(folder, mostBytes, kept);
  const options = {
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    messageKey: 'message',
  };
  const logger = pino(
    { ...options, formatters: { level: (label) => ({ level: label }) } },
    { write: file.write },
  );
  return {
    info: (message, fields = {}) => logger.info(objectOf(redact(fields)), redactText(message)),
    warn: (message, fields = {}) => logger.warn(objectOf(redact(fields)), redactText(message)),
    error: (message, error, fields = {}) => {
      const logId = randomBytes(4).toString('hex');
      logger.error({ ...objectOf(redact(fields)), logId, failure: redact(error) }, redactText(message));
      return logId;
    },
    tail: file.tail,
  };
}

/** Fields that could not be read come as a sentence. */
function objectOf(fields: unknown): object {
  return typeof fields === 'object' && fields !== null ? fields : { fields };
}
