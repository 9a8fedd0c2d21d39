import { parseArgs } from 'node:util';
import { AppError } from '../../core/app-error.ts';

export interface Options {
  readonly port: number;
  readonly open: boolean;
  readonly json: boolean;
}

/** Reads the words behind the web host's name. Throws `input.invalid` for an unknown option and for what is no port. */
export function parseOptions(words: readonly string[]): Options {
  const { port, open, json } = parse(words);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new AppError('input.invalid', {
      details: `--port ${port}: a port is a whole number from 0 to 65535.`,
    });
  return { port: Number(port), open, json };
}

function parse(words: readonly string[]) {
  const options = {
    port: { type: 'string', default: '0' },
    open: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  } as const;
  try {
    return parseArgs({ args: [...words], options }).values;
  } catch (error) {
    throw new AppError(
      'input.invalid',
      { details: error instanceof Error ? error.message : String(error) },
      { cause: error },
    );
  }
}
