import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { maxBodyBytes } from '../contract/serving.ts';
import { answerRequest, type ServerState } from './answer-request.ts';
import { endpointsFor, type PathChoices } from './endpoints.ts';
import type { ServedModel } from './load-model.ts';
import { rawRefusal } from './raw-refusal.ts';
import { readBody } from './read-body.ts';
import { requestId, send } from './send.ts';

export interface ModelServerOptions {
  /** Sent with every answer: tells which process it is that answers on a port. */
  readonly instance: string;
  readonly paths?: PathChoices;
  readonly limits?: SlowLimits;
  /** Told about failures that are the server's or the model's own. */
  readonly report: (error: unknown) => void;
}

/** How long a client may take, in milliseconds, and how often that is looked at. */
interface SlowLimits {
  readonly headers: number;
  readonly request: number;
  readonly checkEvery: number;
}

export interface ModelServer {
  readonly http: Server;
  /** From now on the model is served, and readiness is true. */
  readonly serve: (model: ServedModel) => void;
  /** Makes readiness false, accepts no more, and resolves when the last request is answered. */
  readonly stop: () => Promise<void>;
}

const slowLimits: SlowLimits = { headers: 10_000, request: 60_000, checkEvery: 1_000 };
/** An idle connection is kept longer than the load balancers of the clouds keep theirs, in milliseconds. */
const keepAlive = 75_000;
/** Connections at a time; with the limit of a body this bounds the memory. */
const maxConnections = 256;

/** One HTTP server for every cloud's contract over one model. It can listen before the model is there. */
export function createModelServer({
  instance,
  paths = {},
  limits = slowLimits,
  report,
}: ModelServerOptions): ModelServer {
  const endpoints = endpointsFor(paths);
  const responses = new WeakMap<Duplex, ServerResponse>();
  let state: ServerState = { kind: 'starting' };

  const respond = async (request: IncomingMessage, response: ServerResponse, awaitsContinue: boolean) => {
    let bodyComes = !awaitsContinue;
    const body = () =>
      readBody(request, maxBodyBytes, () => {
        if (!bodyComes) response.writeContinue();
        bodyComes = true;
      });
    responses.set(request.socket, response);
    response.setHeader('x-slipway-instance', instance);
    response.setHeader('x-request-id', requestId(request));
    const answer = await answerRequest({ endpoints, state, request, body, report });
    await send(request, response, answer, { bodyComes, closes: state.kind === 'stopping' });
  };

  const http = createServer({
    headersTimeout: limits.headers,
    requestTimeout: limits.request,
    connectionsCheckingInterval: limits.checkEvery,
    keepAliveTimeout: keepAlive,
  });
  http.maxConnections = maxConnections;
  http.on('request', (request, response) => void respond(request, response, false).catch(report));
  http.on('checkContinue', (request, response) => void respond(request, response, true).catch(report));
  http.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const answered = responses.get(socket)?.headersSent === true;
    if (answered || !socket.writable || error.code === 'ECONNRESET') socket.destroy();
    else socket.end(rawRefusal(error, instance), () => socket.destroy());
  });

  return {
    http,
    serve: (model) => {
      if (state.kind === 'starting') state = { kind: 'serving', model };
    },
    stop: () => {
      state = { kind: 'stopping' };
      return new Promise((resolve) => http.close(() => resolve()));
    },
  };
}
