import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { EmbeddedMessage } from '../../contract/embedded.ts';
import type { ErrorRecord } from '../../contract/errors.ts';
import { AppError } from '../../core/app-error.ts';

export const entry = join(import.meta.dirname, '../main.ts');
export const samples = join(import.meta.dirname, '../../../resources/samples');

export interface ForkedServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly child: ChildProcess;
  /** What the process has written so far. */
  readonly output: () => string;
}

/** Starts the program as the engine does, from its sources. Throws the error that it reports instead of `ready`. */
export async function forkServer(
  folder: string,
  instance = 'test',
  environment: NodeJS.ProcessEnv = {},
): Promise<ForkedServer> {
  const child = fork(entry, [folder, instance], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
    env: { ...process.env, ...environment },
  });
  const written: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => written.push(String(chunk)));
  const output = () => written.join('');
  const ended = once(child, 'exit').then(([code]) =>
    Promise.reject(new Error(`The server ended with ${String(code)}: ${output()}`)),
  );
  const [raw] = (await Promise.race([once(child, 'message'), ended])) as [unknown];
  ended.catch(() => undefined);
  const message = EmbeddedMessage.parse(raw);
  if (message.type === 'failed') throw reported(message.error);
  return {
    url: `http://127.0.0.1:${message.port}`,
    port: message.port,
    child,
    output,
    [Symbol.asyncDispose]: () => end(child),
  };
}

function reported(record: ErrorRecord): AppError {
  return new AppError(record.code, record);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

/** Posts JSON, or text as it is, and reads the JSON of the answer. */
export async function post(url: string, body: unknown, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, json: await response.json() };
}

/** The code of an answer that is an error. */
export function codeOf(answer: unknown): string {
  return (answer as { error: ErrorRecord }).error.code;
}
