import { createRouterClient, ORPCError, type RouterClient } from '@orpc/server';
import { createApp } from '../../app.ts';
import { ErrorRecord } from '../../contract/errors.ts';
import { AppError } from '../../core/app-error.ts';
import type { Router } from '../../core/router.ts';
import type { layoutFrom } from '../layout.ts';

/** Where a command writes. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** True when a person watches standard error: progress then rewrites one line. */
  readonly live: boolean;
}

export interface CommandContext {
  readonly terminal: Terminal;
  readonly layout: ReturnType<typeof layoutFrom>;
  /** True when standard output gets one JSON document instead of words. */
  readonly json: boolean;
  /** Sets the exit status when it is not 0. */
  readonly finish: (status: number) => void;
}

export type Client = RouterClient<Router>;

/** The engine for the length of one command, through the same contract as every window. */
export async function withEngine<T>(
  { layout, terminal }: CommandContext,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const app = createApp({ host: { kind: 'cli' }, ...layout });
  // The engine's own timers never keep a program alive; a command that is not done does.
  const alive = setInterval(() => undefined, 60_000);
  for (const { title, details } of app.info.notices) terminal.err(`${title}\n${details ?? ''}\n`);
  try {
    return await use(createRouterClient(app.router));
  } catch (error) {
    throw named(error);
  } finally {
    clearInterval(alive);
    await app.dispose();
  }
}

function named(error: unknown): unknown {
  if (!(error instanceof ORPCError)) return error;
  const record = ErrorRecord.safeParse(error.data);
  return record.success ? new AppError(record.data.code, record.data) : error;
}

/** One JSON document on standard output, or the same thing in words. */
export function print<T>(
  { terminal, json }: Pick<CommandContext, 'terminal' | 'json'>,
  value: T,
  describe: (value: T) => string,
): void {
  terminal.out(json ? `${JSON.stringify(value, undefined, 2)}\n` : describe(value));
}
