import { fork, type ChildProcess } from 'node:child_process';
import { get } from 'node:http';
import { createInterface } from 'node:readline';
import { EmbeddedMessage } from '../../contract/embedded.ts';
import { AppError } from '../../core/app-error.ts';
import type { Clock, Log, ModelFolder, RunningServer, ServerRunner } from '../../core/ports.ts';

/** A server that is not ready after this long is given up, in milliseconds. */
const startLimit = 30_000;
/** After a polite request to end, a server has this long before it is killed, in milliseconds. */
const stopLimit = 5_000;
/** Lines of the server's own output that an error carries. */
const lastLines = 20;

export interface ProcessRunnerParts {
  /** The built program of the embedded server. */
  readonly entry: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Serves models with the embedded ONNX server, each in a process of its own that ends with this one. */
export function createProcessRunner({ entry, clock, log }: ProcessRunnerParts): ServerRunner {
  return {
    evidence: 'local-process',
    start: async (folder, id, signal) => {
      signal?.throwIfAborted();
      const begun = clock.monotonic();
      const child = fork(entry, [folder.path, id], {
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        // Options of this process, such as a debugger's port, are not the server's.
        execArgv: [],
        // In Electron this executable is Electron itself; the variable makes it run the entry as plain Node.
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      });
      // A message to a process that is gone is an error event; its end is what counts, and that is watched.
      child.on('error', (error) => log.warn('model server', { error: error.message }));
      const lines = collectOutput(child, log);
      try {
        const { port, pid } = await untilReady(child, folder, lines, signal);
        return running(child, folder, { id, port, pid, readyMs: clock.monotonic() - begun, at: clock.now() });
      } catch (error) {
        child.kill('SIGKILL');
        throw error;
      }
    },
    reap: async ({ data }) => {
      const { port, pid, instance } = data;
      if (typeof port !== 'number' || typeof pid !== 'number') return true;
      if ((await instanceAt(port)) !== instance) return true;
      sendTerm(pid);
      for (let waited = 0; waited < stopLimit; waited += 50) {
        await clock.sleep(50);
        if ((await instanceAt(port)) === undefined) return true;
      }
      return false;
    },
  };
}

/** A process that has just ended by itself is as good as ended. */
function sendTerm(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function collectOutput(child: ChildProcess, log: Log): string[] {
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (lines.length > lastLines) lines.shift();
      log.info('model server', { line });
    });
  }
  return lines;
}

function untilReady(
  child: ChildProcess,
  folder: ModelFolder,
  lines: readonly string[],
  signal?: AbortSignal,
) {
  return new Promise<{ port: number; pid: number }>((resolve, reject) => {
    const fail = (details: string) => {
      const tail = lines.length === 0 ? '' : `\n${lines.join('\n')}`;
      finish(() =>
        reject(new AppError('server.start-failed', { details: `${folder.path}: ${details}${tail}` })),
      );
    };
    const onMessage = (raw: unknown) => {
      const { data: message, error } = EmbeddedMessage.safeParse(raw);
      if (message === undefined) fail(`it said what is not understood: ${error.message}`);
      else if (message.type === 'ready') finish(() => resolve(message));
      else finish(() => reject(new AppError(message.error.code, message.error)));
    };
    const onClose = (code: number | null, by: string | null) =>
      fail(`it ended with ${by ?? `exit code ${String(code)}`}.`);
    const onError = (error: Error) => fail(error.message);
    const onAbort = () => finish(() => reject(signal?.reason as Error));
    const timer = setTimeout(() => fail(`it was not ready after ${startLimit / 1000} s.`), startLimit);
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      child.off('message', onMessage).off('close', onClose).off('error', onError);
      signal?.removeEventListener('abort', onAbort);
      settle();
    };
    // `close` comes after the last line of output, `exit` may come before it.
    child.on('message', onMessage).on('close', onClose).on('error', onError);
    signal?.addEventListener('abort', onAbort);
  });
}

interface Started {
  readonly id: string;
  readonly port: number;
  readonly pid: number;
  readonly readyMs: number;
  readonly at: Date;
}

function running(child: ChildProcess, folder: ModelFolder, started: Started): RunningServer {
  const { id, port, pid, readyMs, at } = started;
  const ended = new AbortController();
  const exit = new Promise<void>((resolve) => {
    child.once('exit', () => {
      ended.abort();
      resolve();
    });
  });
  if (child.exitCode !== null || child.signalCode !== null) ended.abort();
  return {
    id,
    modelId: folder.card.id,
    evidence: 'local-process',
    url: `http://127.0.0.1:${port}`,
    pid,
    startedAt: at.toISOString(),
    readyMs,
    ended: ended.signal,
    stop: async () => {
      if (ended.signal.aborted) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), stopLimit);
      await exit;
      clearTimeout(timer);
    },
  };
}

/** The instance id that answers on a port of this machine, or undefined when nothing of ours does. */
function instanceAt(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const call = get({ host: '127.0.0.1', port, path: '/ping', timeout: 1000, agent: false }, (response) => {
      response.resume();
      const instance = response.headers['x-slipway-instance'];
      resolve(typeof instance === 'string' ? instance : undefined);
    });
    call.on('timeout', () => call.destroy());
    call.on('error', () => resolve(undefined));
  });
}
