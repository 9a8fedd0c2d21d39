import { chmod, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Environment } from '../run-program.ts';

export interface FakeUv {
  readonly folder: string;
  /** A path with the fake before everything else. */
  readonly environment: Environment;
  /** What it was asked, in order, without `--version`. */
  readonly calls: () => Promise<FakeCall[]>;
}

export interface FakeCall {
  readonly words: readonly string[];
  readonly input: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** What the fake does when it is asked for more than its version, as the body of a Node script with `words` and `input`. */
export async function createFakeUv(body: string, environment: Environment = {}): Promise<FakeUv> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-uv-'));
  const bin = join(folder, 'bin');
  const record = join(folder, 'calls.jsonl');
  await mkdir(bin);
  await writeFile(record, '');
  await writeFile(join(bin, 'uv'), script(record, body));
  await chmod(join(bin, 'uv'), 0o755);
  return {
    folder,
    environment: {
      HOME: folder,
      PATH: [bin, process.env['PATH'] ?? ''].join(delimiter),
      PIP_CONFIG_FILE: '/dev/null',
      ...environment,
    },
    calls: async () => {
      const lines = (await readFile(record, 'utf8')).split('\n').filter((line) => line !== '');
      return lines.map((line) => JSON.parse(line) as FakeCall);
    },
  };
}

const script = (record: string, body: string) => `#!${process.execPath}
const fs = require('node:fs');
const words = process.argv.slice(2);
if (words[0] === '--version') {
  console.log('uv 0.9.2 (a fake)');
} else {
  const input = fs.readFileSync(0, 'utf8');
  fs.appendFileSync(${JSON.stringify(record)}, JSON.stringify({ words, input, environment: process.env }) + '\\n');
  ${body}
}
`;
