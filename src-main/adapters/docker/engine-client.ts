import type Docker from 'dockerode';
import { AppError } from '../../core/app-error.ts';
import type { EngineAnswer, EngineCandidate } from '../../core/doctor/facts.ts';
import { findEngine } from './discover-engine.ts';
import type { EngineConnection } from './engine-connection.ts';
import { isUnreachable, toContainerError } from './engine-error.ts';

/** A connected engine. */
export interface EngineClient {
  readonly docker: Docker;
  readonly connection: EngineConnection;
  readonly answer: EngineAnswer;
}

/** Runs work on the engine. Whatever it throws is named; a cancelled signal's reason is thrown as it is. */
export type UseEngine = <T>(work: (client: EngineClient) => Promise<T>, signal?: AbortSignal) => Promise<T>;

/** Looks for the engine on first use, keeps the way to it, and looks again once it does not answer any more. */
export function createUseEngine(environment: Readonly<Record<string, string | undefined>>): UseEngine {
  let known: EngineClient | undefined;
  return async (work, signal) => {
    signal?.throwIfAborted();
    try {
      known ??= await connect(environment, signal);
      return await work(known);
    } catch (error) {
      if (isUnreachable(error)) known = undefined;
      throw signal?.aborted === true ? signal.reason : toContainerError(error);
    }
  };
}

async function connect(
  environment: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal | undefined,
): Promise<EngineClient> {
  const found = await findEngine(environment, signal);
  signal?.throwIfAborted();
  if (Array.isArray(found)) throw new AppError('container.no-engine', { details: whatWasTried(found) });
  return { ...found, docker: await openDocker(found.connection) };
}

function whatWasTried(candidates: readonly EngineCandidate[]): string {
  return candidates
    .map(({ source, address, outcome }) => {
      const said = outcome.state === 'answered' ? 'It answers' : outcome.reason;
      return `${source} (${address}): ${said}`;
    })
    .join('\n');
}

/** Loaded on first use: it takes a tenth of a second. */
async function openDocker(connection: EngineConnection): Promise<Docker> {
  const { default: Dockerode } = await import('dockerode');
  const { kind, ...where } = connection;
  // What is left out here would come from DOCKER_HOST and its kin, which discovery has read already.
  const nothing = { socketPath: undefined, host: undefined, port: undefined };
  const secrets = { ca: undefined, cert: undefined, key: undefined, timeout: undefined };
  const protocol = kind === 'tls' ? 'https' : 'http';
  return new Dockerode({ ...nothing, ...secrets, protocol, ...where });
}
