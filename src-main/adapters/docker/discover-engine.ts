import { once } from 'node:events';
import { request as plain, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as secure } from 'node:https';
import {
  engineInUse,
  type EngineAnswer,
  type EngineCandidate,
  type EngineOutcome,
} from '../../core/doctor/facts.ts';
import { connectionTo, shownAddress, type EngineConnection } from './engine-connection.ts';
import { enginePlaces, type EnginePlace } from './engine-places.ts';
import { storageOf } from './engine-storage.ts';

/** A place that does not answer within this time counts as silent, in milliseconds. */
const patience = 2000;
/** Answers of an engine are small; something that sends more characters is none. */
const mostCharacters = 1_000_000;

/** An engine that answered, and the way to it. */
export interface FoundEngine {
  readonly connection: EngineConnection;
  readonly answer: EngineAnswer;
}

/**
 * The engine that is used, with the way to it: the first that answered, chosen places first. Otherwise what every
 * place said. Never throws and never takes longer than its patience.
 */
export async function findEngine(
  environment: Readonly<Record<string, string | undefined>>,
  signal?: AbortSignal,
): Promise<FoundEngine | EngineCandidate[]> {
  const visits = await visitPlaces(environment, signal);
  const used = engineInUse(visits.map(({ candidate }) => candidate));
  const visit = visits.find(({ candidate }) => candidate === used);
  if (visit?.connection === undefined || used?.outcome.state !== 'answered')
    return visits.map(({ candidate }) => candidate);
  return { connection: visit.connection, answer: used.outcome };
}

/**
 * Asks every place side by side and says of each how that ended. Never throws and never takes longer than its
 * patience; `signal` ends it earlier.
 */
export async function discoverEngine(
  environment: Readonly<Record<string, string | undefined>>,
  signal?: AbortSignal,
): Promise<EngineCandidate[]> {
  return (await visitPlaces(environment, signal)).map(({ candidate }) => candidate);
}

interface Visit {
  readonly candidate: EngineCandidate;
  /** Set where the address can be used. */
  readonly connection?: EngineConnection;
}

async function visitPlaces(
  environment: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal | undefined,
): Promise<Visit[]> {
  const places = await enginePlaces(environment);
  const deadline = AbortSignal.any([
    AbortSignal.timeout(patience),
    ...(signal === undefined ? [] : [signal]),
  ]);
  return Promise.all(places.map((place) => visit(place, deadline)));
}

async function visit(place: EnginePlace, deadline: AbortSignal): Promise<Visit> {
  const { source, address, chosen } = place;
  const about = { source, address: shownAddress(address), chosen };
  const connection = await connectionTo(place);
  if (typeof connection === 'string')
    return { candidate: { ...about, outcome: { state: 'unsupported', reason: connection } } };
  return { candidate: { ...about, outcome: await probe(connection, deadline) }, connection };
}

/** Asks one engine what it is. Never throws; `deadline` ends it. */
export async function probe(connection: EngineConnection, deadline: AbortSignal): Promise<EngineOutcome> {
  try {
    const version = await getJson(connection, '/version', deadline);
    const info = await getJson(connection, '/info', deadline).catch(() => ({}));
    const storage = await storageOf(connection, info);
    return { state: 'answered', ...readAnswer(version, info), ...(storage && { storage }) };
  } catch (error) {
    return outcomeOf(error);
  }
}

function outcomeOf(error: unknown): EngineOutcome {
  const { code, name, message } = error as { code?: string; name?: string; message?: string };
  if (code === 'ENOENT' || code === 'ENOTDIR') return { state: 'absent', reason: 'Nothing is there' };
  if (code === 'EACCES' || code === 'EPERM') return { state: 'denied', reason: 'Your user may not use it' };
  if (code === 'ECONNREFUSED' || code === 'ECONNRESET')
    return { state: 'refused', reason: 'Nothing listens there' };
  if (name === 'TimeoutError' || code === 'ETIMEDOUT' || code === 'ABORT_ERR')
    return { state: 'silent', reason: `No answer within ${patience / 1000} s` };
  return { state: 'failed', reason: message ?? String(error) };
}

async function getJson(
  connection: EngineConnection,
  path: string,
  signal: AbortSignal,
): Promise<Record<string, unknown>> {
  const { kind, ...where } = connection;
  const options: RequestOptions = {
    path,
    signal,
    agent: false,
    headers: {
      accept: 'application/json',
      // A socket has no name of its own. Over TLS the name must be the one of the certificate.
      ...(kind === 'socket' && { host: 'docker' }),
    },
    ...where,
  };
  const call = (kind === 'tls' ? secure : plain)(options);
  call.end();
  try {
    const [response] = (await once(call, 'response')) as [IncomingMessage];
    return readObject(response.statusCode, await readText(response));
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    call.destroy();
  }
}

async function readText(response: IncomingMessage): Promise<string> {
  let text = '';
  response.setEncoding('utf8');
  for await (const chunk of response) {
    text += chunk as string;
    if (text.length > mostCharacters) throw new Error('What listens there is not a container engine');
  }
  return text;
}

function readObject(status: number | undefined, body: string): Record<string, unknown> {
  if (status === 403 || status === 401) throw Object.assign(new Error('refused'), { code: 'EACCES' });
  const value = status === 200 ? parse(body) : undefined;
  if (typeof value !== 'object' || value === null)
    throw new Error(`What listens there is not a container engine (status ${status ?? 'none'})`);
  return value as Record<string, unknown>;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

function readAnswer(
  version: Readonly<Record<string, unknown>>,
  info: Readonly<Record<string, unknown>>,
): EngineAnswer {
  const text = (key: string) => (typeof version[key] === 'string' ? version[key] : '');
  const components = JSON.stringify(version['Components'] ?? []) + text('Version');
  const product = /podman/i.test(components) ? 'Podman' : text('ApiVersion') === '' ? 'unknown' : 'Docker';
  return {
    product,
    version: text('Version'),
    apiVersion: text('ApiVersion'),
    os: text('Os'),
    arch: text('Arch'),
    ...(typeof info['MemTotal'] === 'number' && { memoryBytes: info['MemTotal'] }),
    ...(typeof info['NCPU'] === 'number' && { cores: info['NCPU'] }),
  };
}
