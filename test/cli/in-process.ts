import { join } from 'node:path';
import { run } from '../../src-main/hosts/cli/run.ts';

const top = join(import.meta.dirname, '../..');
/** The sources instead of the build: Node runs the embedded server's TypeScript as it is. */
const layout = {
  version: '0.0.0-test',
  resources: join(top, 'resources'),
  embeddedEntry: join(top, 'src-main/embedded/main.ts'),
  renderer: '',
  preload: '',
};

/** Runs one command line in this process; `SLIPWAY_HOME` says where its state is. */
export async function slipway(...words: string[]) {
  let [out, err] = ['', ''];
  const terminal = {
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
    live: false,
  };
  const status = await run(words, terminal, layout);
  return { status, out, err };
}

export async function slipwayJson(...words: string[]) {
  const { status, out, err } = await slipway(...words, '--json');
  return { status, value: JSON.parse(out) as Record<string, unknown>, err };
}
