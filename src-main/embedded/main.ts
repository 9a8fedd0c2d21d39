import type { AddressInfo } from 'node:net';
import type { EmbeddedMessage } from '../contract/embedded.ts';
import { AppError } from '../core/app-error.ts';
import { recordOf } from './answer.ts';
import { listen } from './listen.ts';
import { loadModel } from './load-model.ts';
import { createModelServer, type ModelServer } from './model-server.ts';

/** Requests under way have this long to end, in milliseconds: less than the starter waits before it kills. */
const lastAnswers = 4_000;

await run(process.argv.slice(2), process.env);

/**
 * `embedded.js <model folder> [instance id]`: serves one model on 127.0.0.1. Started by another program it takes a free
 * port, reports over the channel between the two and ends with that program; started by hand it takes `PORT`.
 */
async function run(
  [folder, instance = 'local']: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const server = createModelServer({
    instance,
    paths: { vertexHealth: environment['AIP_HEALTH_ROUTE'], vertexPredict: environment['AIP_PREDICT_ROUTE'] },
    report: (error) => say(error instanceof AppError ? JSON.stringify(error.record) : error),
  });
  endWith(server);
  try {
    if (folder === undefined)
      throw new AppError('server.start-failed', {
        cause: 'No model was named.',
        fixes: ['Name the folder of a model: embedded.js <model folder>'],
      });
    await listen(server.http, isChild() ? 0 : Number(environment['PORT'] ?? 8080));
    server.serve(await loadModel(folder));
    const { port } = server.http.address() as AddressInfo;
    await tell({ type: 'ready', port, pid: process.pid });
    if (!isChild()) say(`Serving ${folder} at http://127.0.0.1:${port}`);
  } catch (error) {
    const record = recordOf(error);
    await tell({ type: 'failed', error: record });
    if (!isChild()) say([record.title, record.cause, ...record.fixes, record.details ?? ''].join('\n'));
    process.exit(1);
  }
}

/** Ends the process when it is asked to, or when the program that started it is gone. */
function endWith(server: ModelServer): void {
  const end = () => {
    setTimeout(() => server.http.closeAllConnections(), lastAnswers).unref();
    void server.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', end);
  if (isChild()) process.once('disconnect', end);
  // Ctrl+C reaches every process of a terminal; a child waits for what its starter makes of it.
  process.on('SIGINT', isChild() ? () => undefined : end);
}

function isChild(): boolean {
  return process.send !== undefined;
}

function tell(message: EmbeddedMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined || !process.connected) resolve();
    else process.send(message, () => resolve());
  });
}

function say(what: unknown): void {
  process.stderr.write(`${String(what)}\n`);
}
