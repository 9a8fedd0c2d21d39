import type Docker from 'dockerode';
import { AppError } from '../../core/app-error.ts';
import type { Clock, ContainerRequest, RunningContainer } from '../../core/ports.ts';
import { soon } from './ask-engine.ts';
import { containerSettings } from './container-settings.ts';
import type { UseEngine } from './engine-client.ts';
import { messageOf } from './engine-error.ts';
import { removeContainer } from './remove-container.ts';
import { runningContainer } from './running-container.ts';

/**
 * Makes and starts a container. Whatever goes wrong on the way, and a cancelled `signal` too, removes it again. Throws
 * `container.failed` for a name that is taken and for an image that is not there.
 */
export async function startContainer(
  use: UseEngine,
  clock: Clock,
  request: ContainerRequest,
  signal: AbortSignal,
): Promise<RunningContainer> {
  const started = await use(async ({ docker, answer }) => {
    await create(docker, request, answer.cores, signal);
    // By name: what was made is found even if the answer with its id was lost.
    const container = docker.getContainer(request.name);
    try {
      await container.start({ abortSignal: soon(signal) });
      const { Id, NetworkSettings } = await container.inspect({ abortSignal: soon(signal) });
      return { id: Id, port: publishedPort(NetworkSettings, request.port) };
    } catch (error) {
      await removeContainer(docker, request.name, 0).catch(() => undefined);
      throw error;
    }
  }, signal);
  return runningContainer(use, clock, started.id, started.port);
}

async function create(
  docker: Docker,
  request: ContainerRequest,
  cores: number | undefined,
  signal: AbortSignal,
): Promise<void> {
  try {
    await docker.createContainer({ ...containerSettings(request, cores), abortSignal: soon(signal) });
  } catch (error) {
    const { statusCode } = error as { statusCode?: number };
    if (signal.aborted) await removeContainer(docker, request.name, 0).catch(() => undefined);
    if (statusCode === 404)
      throw refusal(error, `The image ${request.image} is not on the engine.`, 'Build it again.');
    if (statusCode === 409)
      throw refusal(
        error,
        `A container named ${request.name} is there already.`,
        'Remove it, then try again.',
      );
    throw error;
  }
}

function refusal(error: unknown, cause: string, fix: string): AppError {
  return new AppError(
    'container.failed',
    { cause, fixes: [fix], details: messageOf(error) },
    { cause: error },
  );
}

function publishedPort(
  { Ports }: Docker.ContainerInspectInfo['NetworkSettings'],
  port: number | undefined,
): number | undefined {
  const published = port === undefined ? undefined : Ports[`${port}/tcp`]?.[0]?.HostPort;
  return published === undefined || published === '' ? undefined : Number(published);
}
