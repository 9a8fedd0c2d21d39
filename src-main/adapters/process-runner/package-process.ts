import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { AppError } from '../../core/app-error.ts';
import type { PackageProcesses, ProcessRun } from '../../core/packaging/build-ports.ts';

/** After a polite request to end, a process has this long before it is killed, in milliseconds. */
const stopLimit = 30_000;
/** Characters of output that are kept of each process. */
const mostOutput = 1_000_000;

/** Runs packages with a Python environment of this computer, on 127.0.0.1 only. */
export function createPackageProcesses(): PackageProcesses {
  return {
    probe: async ({ interpreter, folder, wait }, signal) => {
      signal.throwIfAborted();
      const environment = environmentOf(folder, await freePort());
      const server = start(interpreter, ['-m', 'slipway_runtime', 'serve'], environment);
      try {
        const probe = start(
          interpreter,
          ['-m', 'slipway_runtime.probe', '--wait', String(wait)],
          environment,
        );
        const stop = () => probe.child.kill('SIGKILL');
        signal.addEventListener('abort', stop);
        // A server that ends early never answers: its own words are what is wanted then.
        server.child.once('exit', stop);
        const exitCode = await probe.ended;
        signal.removeEventListener('abort', stop);
        signal.throwIfAborted();
        return { out: probe.out(), err: `${probe.err()}\n${server.out()}\n${server.err()}`, exitCode };
      } finally {
        await end(server);
      }
    },
  };
}

/** Nothing of this process's own settings for Python reaches the package. */
function environmentOf(folder: string, port: number): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('PYTHON'));
  return {
    ...Object.fromEntries(own),
    SLIPWAY_MODEL_DIR: join(folder, 'model'),
    SLIPWAY_HOST: '127.0.0.1',
    SLIPWAY_ALSO_PORT: '',
    PORT: String(port),
    PYTHONPATH: join(folder, 'runtime'),
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONUNBUFFERED: '1',
  };
}

interface Running {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  /** The exit code; 1 when a signal ended it. */
  readonly ended: Promise<ProcessRun['exitCode']>;
}

function start(program: string, words: readonly string[], env: NodeJS.ProcessEnv): Running {
  const child = spawn(program, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const text = { out: '', err: '' };
  const keep = (which: 'out' | 'err') => (chunk: string) => {
    text[which] = (text[which] + chunk).slice(-mostOutput);
  };
  child.stdout.setEncoding('utf8').on('data', keep('out'));
  child.stderr.setEncoding('utf8').on('data', keep('err'));
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', (error) =>
      reject(new AppError('server.start-failed', { details: error.message }, { cause: error })),
    );
    child.once('close', (code) => resolve(code ?? 1));
  });
  // Awaited by whoever needs it; a start that fails is not an unhandled one.
  ended.catch(() => undefined);
  return { child, out: () => text.out, err: () => text.err, ended };
}

async function end({ child, ended }: Running): Promise<void> {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopLimit);
  await ended.catch(() => undefined);
  clearTimeout(timer);
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
