import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { Package } from '../../src-main/contract/packages.ts';

const cli = join(import.meta.dirname, '../../out/main/cli.js');

export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the built command line as a person would. */
export function slipway(home: string, ...words: readonly string[]): Promise<Outcome> {
  return run(process.execPath, [cli, ...words], { ...process.env, SLIPWAY_HOME: home });
}

export function docker(...words: readonly string[]): Promise<Outcome> {
  return run('docker', words, process.env);
}

/** A package made by the command line; its standard error when that fails. */
export async function packageOf(home: string, ...words: readonly string[]): Promise<Package> {
  const { status, out, err } = await slipway(home, 'package', ...words, '--json');
  if (status !== 0) throw new Error(`Exit status ${status}\n${err}\n${out}`);
  return JSON.parse(out) as Package;
}

function run(file: string, words: readonly string[], env: NodeJS.ProcessEnv): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(file, words, { env, maxBuffer: 64_000_000, timeout: 580_000 }, (error, out, err) => {
      const code = error === null ? 0 : error.code;
      resolve({ status: typeof code === 'number' ? code : 1, out, err });
    });
  });
}
