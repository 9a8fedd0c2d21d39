import { layoutFrom } from '../layout.ts';
import { run } from './run.ts';

// A reader that has seen enough (`slipway jobs list | head`) closes the pipe: no failure.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));

// A job may wait on a pause, and a watcher on another process: neither keeps this one alive by itself.
setInterval(() => undefined, 60_000);

const terminal = {
  out: (text: string) => void process.stdout.write(text),
  err: (text: string) => void process.stderr.write(text),
  live: process.stderr.isTTY,
};
const status = await run(process.argv.slice(2), terminal, layoutFrom(import.meta.dirname));
// Idle connections to a model server must not hold the terminal, and a slow pipe must still get everything.
process.stdout.write('', () => process.exit(status));
