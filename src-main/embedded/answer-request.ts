import type { IncomingMessage } from 'node:http';
import type { RouteId } from '../contract/serving.ts';
import { errorRecord } from '../contract/errors.ts';
import { AppError } from '../core/app-error.ts';
import { errorAnswer, jsonAnswer, recordOf, textAnswer, type Answer } from './answer.ts';
import type { Endpoint } from './endpoints.ts';
import type { ServedModel } from './load-model.ts';
import { bodyTypeOf, predictAnswer } from './predict-answer.ts';

export type ServerState =
  { readonly kind: 'starting' | 'stopping' } | { readonly kind: 'serving'; readonly model: ServedModel };

export interface Question {
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  readonly state: ServerState;
  readonly request: IncomingMessage;
  /** Reads the body; asked for only once nothing else speaks against an answer. */
  readonly body: () => Promise<Buffer>;
  readonly report: (error: unknown) => void;
}

/** The answer to a request, whatever it asks; never throws. */
export async function answerRequest(question: Question): Promise<Answer> {
  try {
    return await answer(question);
  } catch (error) {
    const refusal = errorAnswer(recordOf(error));
    // A client that went away in the middle of its body is no failure of this server.
    if (refusal.status === 500 && !question.request.destroyed) question.report(error);
    return refusal;
  }
}

async function answer({ endpoints, state, request, body }: Question): Promise<Answer> {
  const path = (request.url ?? '').split('?')[0] ?? '';
  const endpoint = endpoints.get(path);
  if (endpoint === undefined) throw new AppError('server.no-route', { details: path.slice(0, 200) });
  const methods = endpoint.kind === 'predict' ? ['POST'] : ['GET', 'HEAD'];
  if (!methods.includes(request.method ?? ''))
    return errorAnswer(errorRecord('server.method', { details: `${request.method ?? ''} ${path}` }), {
      allow: methods.join(', '),
    });
  switch (endpoint.kind) {
    case 'live':
      return said(endpoint.body);
    case 'ready':
      modelOf(state);
      return said(endpoint.body);
    case 'describe':
      return jsonAnswer(endpoint.describe(modelOf(state)));
    case 'predict':
      return predictOver(modelOf(state), endpoint.route, request, body);
  }
}

async function predictOver(
  model: ServedModel,
  route: RouteId,
  { headers }: IncomingMessage,
  body: () => Promise<Buffer>,
) {
  const type = bodyTypeOf(route, headers);
  return predictAnswer(model, { route, type, accept: headers.accept, body: await body() });
}

function said(body: unknown): Answer {
  return typeof body === 'string' ? textAnswer(body) : jsonAnswer(body);
}

/** Throws `server.starting` and `server.stopped`. */
function modelOf(state: ServerState): ServedModel {
  if (state.kind === 'serving') return state.model;
  throw state.kind === 'starting'
    ? new AppError('server.starting')
    : new AppError('server.stopped', { details: 'The server is stopping.' });
}
