import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Package } from '../../../src-main/contract/packages.ts';
import { runProgram } from '../serving/programs.ts';

export interface PackagedModel {
  readonly record: Package;
  /** Wall time of `slipway package` from start to end, in seconds: inspection, lock, conversion, build, smoke run, record. */
  readonly seconds: number;
}

/** State folder of one run of the bench. */
export const newHome = () => mkdtempSync(join(tmpdir(), 'packaging-bench-'));

/** Makes a package through the command line. Throws with what it said. */
export async function packageModel(
  model: string,
  rows: string,
  { home, version }: { readonly home: string; readonly version: string },
): Promise<PackagedModel> {
  const script = join(import.meta.dirname, '../../../scripts/slipway.mjs');
  const details = ['--name', 'bench-forest', '--tag', version, '--python', '3.11'];
  const parameters = [script, 'package', model, '--rows', rows, '--target', 'label', ...details, '--json'];
  const environment = { ...process.env, SLIPWAY_HOME: home };
  const outcome = await runProgram({ program: process.execPath, parameters, environment, most: 900 });
  if (!outcome.ok) throw new Error(outcome.reason);
  const record = JSON.parse(outcome.output) as Package | { readonly stops: readonly { title: string }[] };
  if ('stops' in record)
    throw new Error(`Findings stop it: ${record.stops.map(({ title }) => title).join('; ')}`);
  return { record, seconds: outcome.seconds };
}
