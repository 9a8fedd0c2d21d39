import type Docker from 'dockerode';

/** A quick question is given up after this long, in milliseconds. */
const patience = 30_000;

interface Modem {
  readonly dial: (
    options: Readonly<Record<string, unknown>>,
    done: (error: unknown, answer: unknown) => void,
  ) => void;
}

/** The reason to give up a quick question: the caller's signal, or an engine that stays silent. */
export function soon(signal?: AbortSignal): AbortSignal {
  const deadline = AbortSignal.timeout(patience);
  return signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
}

/**
 * What the engine answers to GET, for questions that dockerode's own methods ask without a signal. `path` begins with
 * a slash. Rejects with dockerode's error, which carries `statusCode`.
 */
export async function askEngine(docker: Docker, path: string, abortSignal: AbortSignal): Promise<unknown> {
  const modem = docker.modem as unknown as Modem;
  const statusCodes = { 200: true, 404: 'not found', 500: 'server error' };
  return new Promise((resolve, reject) => {
    modem.dial({ path, method: 'GET', statusCodes, abortSignal }, (error, answer) => {
      if (error === null || error === undefined) resolve(answer);
      else reject(abortSignal.aborted ? (abortSignal.reason as Error) : (error as Error));
    });
  });
}
