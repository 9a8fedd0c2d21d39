import { ErrorRecord, errorRecord } from '../../contract/errors.ts';
import type { Signature } from '../../contract/models.ts';
import { maxShownBody, type Exchange, type PredictInput, type Server } from '../../contract/predictions.ts';
import { maxBodyBytes, servingRoutes, type RouteId } from '../../contract/serving.ts';
import type * as z from 'zod';
import { AppError } from '../app-error.ts';
import { decodeAnswer } from '../models/decode-answer.ts';
import type { Http, HttpAnswer, ModelLibrary } from '../ports.ts';
import { findModel, type Servers } from './servers.ts';

export interface PredictParts {
  readonly library: ModelLibrary;
  readonly servers: Servers;
  readonly http: Http;
}

/**
 * Sends a body to a model's server over one of its routes, as it is. A refusal by the server, or an answer without whole
 * predictions, is a value with a `problem`; only what keeps the request from being answered at all is thrown.
 */
export async function predict(
  parts: PredictParts,
  { modelId, route, body }: z.infer<typeof PredictInput>,
  signal?: AbortSignal,
): Promise<Exchange> {
  const size = new TextEncoder().encode(body).length;
  if (size > maxBodyBytes)
    throw new AppError('input.too-large', {
      details: `The body has ${size} bytes; ${maxBodyBytes} are allowed.`,
    });
  const { card } = await findModel(parts.library, modelId);
  const { server, url, answer } = await post(parts, modelId, servingRoutes[route].path, body, signal);
  return {
    evidence: server.evidence,
    request: { method: 'POST', url, headers: { ...answer.requestHeaders }, body },
    response: shownResponse(answer),
    durationMs: answer.durationMs,
    ...(answer.status === 200 ? read(route, card.signature, answer.body) : { problem: problemOf(answer) }),
  };
}

const jsonHeaders = { 'content-type': 'application/json', accept: 'application/json' };

interface Sent {
  readonly server: Server;
  readonly url: string;
  readonly answer: HttpAnswer;
}

/** A server that died between two requests is started anew; a second death is reported. */
async function post(
  { servers, http }: PredictParts,
  modelId: string,
  path: string,
  body: string,
  signal: AbortSignal | undefined,
): Promise<Sent> {
  const send = async (server: Server) => {
    const url = server.url + path;
    return { server, url, answer: await http.post(url, jsonHeaders, body, signal) };
  };
  const server = await servers.start(modelId);
  try {
    return await send(server);
  } catch (error) {
    const died = error instanceof AppError && error.record.code === 'server.stopped';
    if (!died || signal?.aborted === true) throw error;
    // A connection breaks before the end of its process is noticed; until then a start would answer the dead server.
    await servers.stop(server.id);
    return send(await servers.start(modelId));
  }
}

function shownResponse({ status, headers, body }: HttpAnswer): Exchange['response'] {
  const truncated = body.length > maxShownBody;
  return { status, headers: { ...headers }, body: truncated ? body.slice(0, maxShownBody) : body, truncated };
}

/** An answer that cannot be read is still shown as it came. */
function read(route: RouteId, signature: Signature, body: string): Pick<Exchange, 'predictions' | 'problem'> {
  try {
    return { predictions: decodeAnswer(route, signature, body) };
  } catch (error) {
    if (error instanceof AppError) return { problem: error.record };
    throw error;
  }
}

function problemOf({ status, body }: HttpAnswer): ErrorRecord {
  try {
    const { error } = JSON.parse(body) as { error?: unknown };
    return ErrorRecord.parse(error);
  } catch {
    return errorRecord('model.failed', { details: `Status ${status}\n${body.slice(0, 2000)}` });
  }
}
