import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface ProgramRequest {
  readonly program: string;
  readonly words: readonly string[];
  readonly environment: Environment;
  /** Written to its standard input. */
  readonly input?: string;
  readonly folder?: string;
  readonly signal: AbortSignal;
  /** Called for each line of the error output, as it comes. */
  readonly line?: (line: string) => void;
}

export interface ProgramOutcome {
  /** Undefined when it could not be started. */
  readonly exitCode: number | undefined;
  readonly out: string;
  readonly err: string;
}

/** Longer outputs are no answer of a resolver. */
const mostCharacters = 64 * 1024 * 1024;

/** Runs a program to its end. An abort kills it by its process id, waits for that, and rejects with the signal's reason. */
export async function runProgram(request: ProgramRequest): Promise<ProgramOutcome> {
  const { program, words, environment, input, folder, signal, line } = request;
  signal.throwIfAborted();
  const child = spawn(program, words, {
    env: { ...environment },
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(folder !== undefined && { cwd: folder }),
  });
  const kill = () => child.kill('SIGKILL');
  signal.addEventListener('abort', kill);
  let out = '';
  const errors: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    if (out.length < mostCharacters) out += chunk;
  });
  createInterface({ input: child.stderr }).on('line', (text) => {
    errors.push(text);
    line?.(text);
  });
  // A program that ends before it has read everything is judged by its exit code.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  const exitCode = await new Promise<number | undefined>((resolve) => {
    child.on('error', () => resolve(undefined));
    child.on('close', (code) => resolve(code ?? -1));
  });
  signal.removeEventListener('abort', kill);
  signal.throwIfAborted();
  return { exitCode, out, err: errors.join('\n') };
}
