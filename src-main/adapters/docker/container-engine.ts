import { AppError } from '../../core/app-error.ts';
import type { Clock, ContainerEngine, EngineFacts, Log } from '../../core/ports.ts';
import { soon } from './ask-engine.ts';
import { buildImage } from './build-image.ts';
import { probe } from './discover-engine.ts';
import { createUseEngine, type EngineClient } from './engine-client.ts';
import { pruneImages } from './prune-images.ts';
import { readImage } from './read-image.ts';
import { removeContainer } from './remove-container.ts';
import { removeImage } from './remove-image.ts';
import { startContainer } from './start-container.ts';
import { tagImage } from './tag-image.ts';

export interface ContainerEngineParts {
  /** Names the engine, as for the docker command: DOCKER_HOST, DOCKER_CONTEXT and their kin. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: Log;
}

/** The engine of this computer through its HTTP interface. Nothing is asked before the first use. */
export function createContainerEngine({ environment, clock, log }: ContainerEngineParts): ContainerEngine {
  const use = createUseEngine(environment);
  return {
    facts: (signal) => use((client) => readFacts(client, signal), signal),
    build: (request, news, signal) =>
      use(({ docker }) => buildImage({ docker, clock, log }, request, news, signal), signal),
    image: (reference) => use(({ docker }) => readImage(docker, reference)),
    start: (request, signal) => startContainer(use, clock, request, signal),
    tagImage: (id, reference) => use(({ docker }) => tagImage(docker, id, reference)),
    removeImage: (reference) => use(({ docker }) => removeImage(docker, reference)),
    removeContainer: (name) => use(({ docker }) => removeContainer(docker, name, 0)),
    prune: (label) => use(({ docker }) => pruneImages(docker, label)),
  };
}

/** Asked anew each time: free space changes. */
async function readFacts({ connection }: EngineClient, signal?: AbortSignal): Promise<EngineFacts> {
  const outcome = await probe(connection, soon(signal));
  if (outcome.state !== 'answered') throw new AppError('container.no-engine', { details: outcome.reason });
  const { product, version, os, arch, memoryBytes, cores, storage } = outcome;
  return {
    product,
    version,
    platform: `${os}/${arch}`,
    ...(memoryBytes !== undefined && { memoryBytes }),
    ...(cores !== undefined && { cores }),
    ...(storage !== undefined && { freeBytes: storage.freeBytes }),
  };
}
