import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

/** What a program printed, or why it failed: its last lines. `seconds` is wall time. */
export type Outcome =
  | { readonly ok: true; readonly output: string; readonly seconds: number }
  | { readonly ok: false; readonly reason: string; readonly seconds: number };

export interface Program {
  readonly program: string;
  readonly parameters: readonly string[];
  readonly folder?: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** Seconds after which it is ended. */
  readonly most: number;
}

/** Runs a program to its end. Does not throw. */
export async function runProgram(wanted: Program): Promise<Outcome> {
  const begun = performance.now();
  const child = spawn(wanted.program, wanted.parameters, {
    cwd: wanted.folder,
    env: wanted.environment ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: wanted.most * 1000,
  });
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => output.push(part));
  child.stderr.on('data', (part: Buffer) => errors.push(part));
  const failed = (reason: string): Outcome => ({ ok: false, reason, seconds: secondsSince(begun) });
  try {
    const [status, signal] = (await once(child, 'close')) as [number | null, string | null];
    if (status === 0)
      return { ok: true, output: Buffer.concat(output).toString(), seconds: secondsSince(begun) };
    const said = lastLines(Buffer.concat([...output, ...errors]).toString());
    return failed(signal === null ? said : `ended by ${signal} after ${wanted.most} s: ${said}`);
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

/** Whether a program can be started at all. */
export function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore', timeout: 10_000 }).error === undefined;
}

export function lastLines(text: string, count = 6): string {
  return text.trim().split('\n').slice(-count).join('\n');
}

function secondsSince(begun: number): number {
  return (performance.now() - begun) / 1000;
}
