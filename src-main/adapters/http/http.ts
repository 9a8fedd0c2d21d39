import { Agent, request } from 'node:http';
import { AppError } from '../../core/app-error.ts';
import type { Http, HttpAnswer } from '../../core/ports.ts';

/** A request may take this long: the limit of a real-time endpoint on SageMaker, in milliseconds. */
const limit = 60_000;

/** Requests to model servers on this machine. Throws `server.stopped` and `server.timeout`. */
export function createHttp(): Http & { readonly close: () => void } {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  return {
    post: (url, headers, body, signal) => post(agent, url, headers, body, signal),
    close: () => agent.destroy(),
  };
}

function post(
  agent: Agent,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  signal: AbortSignal | undefined,
): Promise<HttpAnswer> {
  const bytes = Buffer.from(body);
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    const call = request(url, {
      agent,
      method: 'POST',
      headers: { ...headers, 'content-length': bytes.length },
      ...(signal && { signal }),
    });
    call.setTimeout(limit, () => call.destroy(new AppError('server.timeout', { details: url })));
    call.on('error', (error) => reject(toAppError(error, url, signal)));
    call.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', (error) => reject(toAppError(error, url, signal)));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: flatten(response.headers),
          body: Buffer.concat(chunks).toString('utf8'),
          durationMs: performance.now() - begun,
          requestHeaders: flatten(call.getHeaders()),
        }),
      );
    });
    call.end(bytes);
  });
}

function flatten(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

function toAppError(error: Error, url: string, signal: AbortSignal | undefined): Error {
  if (error instanceof AppError || signal?.aborted === true) return error;
  return new AppError('server.stopped', { details: `${url}: ${error.message}` }, { cause: error });
}
