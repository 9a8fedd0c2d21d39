import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type Docker from 'dockerode';
import type { Image } from '../../contract/packages.ts';
import { AppError } from '../../core/app-error.ts';
import { secretsIn, withoutCredentials } from '../../core/packaging/translate/without-credentials.ts';
import type { BuildNews, BuildRequest, Clock, Log } from '../../core/ports.ts';
import { listBuildContext, packBuildContext } from './build-context.ts';
import { toBuildError } from './build-error.ts';
import { readBuildMessages } from './build-messages.ts';
import { createBuildReader, type BuildReader, type RanStep } from './build-reader.ts';
import { createCacheReasons, type CacheReasons } from './cache-reasons.ts';
import { readImage } from './read-image.ts';
import { removeBuildContainers } from './remove-build-containers.ts';
import { watchEngine } from './watch-engine.ts';

export interface BuildParts {
  readonly docker: Docker;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Builds with the classic builder, which every engine has and which needs no session. Throws `container.build-failed`,
 * `container.no-base`, `container.no-space`, `file.*`; the reason of `signal` once the engine has stopped.
 */
export async function buildImage(
  parts: BuildParts,
  request: BuildRequest,
  news: BuildNews,
  signal: AbortSignal,
): Promise<Image> {
  const { docker } = parts;
  const entries = await listBuildContext(request.folder, request.dockerfile);
  const stages = await countStages(join(request.folder, request.dockerfile));
  const secrets = secretsIn(Object.values(request.buildArguments));
  const ended: RanStep[] = [];
  const reader = createBuildReader({
    stages,
    monotonic: parts.clock.monotonic,
    ended: (step) => ended.push(step),
    progress: news.progress,
    log: (line) => news.log(withoutCredentials(line, secrets)),
  });
  const reasons = await createCacheReasons(docker, signal);
  const tar = packBuildContext(request.folder, entries);
  const watch = watchEngine(docker, parts.clock);
  try {
    const stream = await docker.buildImage(tar, optionsOf(request, AbortSignal.any([signal, watch.silent])));
    for await (const message of readBuildMessages(stream as AsyncIterable<unknown>)) {
      reader.read(message);
      await tellSteps(ended, reasons, news, secrets);
    }
    reader.finish();
    await tellSteps(ended, reasons, news, secrets);
  } catch (error) {
    if (watch.silent.aborted && !signal.aborted) throw watch.silent.reason;
    await stop(parts, reader, signal);
    throw error instanceof AppError ? error : toBuildError(reader, secrets, error);
  } finally {
    watch.stop();
    tar.destroy();
  }
  return finished(parts, request, reader, secrets);
}

async function finished(
  { docker }: BuildParts,
  { tag, platform }: BuildRequest,
  reader: BuildReader,
  secrets: readonly string[],
): Promise<Image> {
  const id = reader.image();
  const image = id === undefined ? undefined : await readImage(docker, id);
  if (image === undefined) throw toBuildError(reader, secrets);
  if (image.platform !== platform) throw otherPlatform(image.platform, platform);
  return { ...image, tag };
}

/** Engines take a base image that is here for another platform without a word. */
function otherPlatform(is: string, wanted: string): AppError {
  return new AppError('container.no-base', {
    cause: `The base image on this computer is made for ${is}, not for ${wanted}.`,
    fixes: [`Fetch it for ${wanted}: docker pull --platform ${wanted}, with its name.`, `Package for ${is}.`],
  });
}

/** The classic builder by number, so that an engine whose default is another one takes it too. */
function optionsOf(request: BuildRequest, abortSignal: AbortSignal): Docker.ImageBuildOptions {
  return {
    version: '1',
    dockerfile: request.dockerfile,
    t: request.tag,
    platform: request.platform,
    buildargs: { ...request.buildArguments },
    labels: { ...request.labels },
    rm: true,
    forcerm: true,
    abortSignal,
  };
}

async function countStages(dockerfile: string): Promise<number> {
  const text = await readFile(dockerfile, 'utf8').catch((error: unknown) => {
    throw new AppError('file.missing', { details: dockerfile }, { cause: error });
  });
  return text.match(/^\s*from\s/gim)?.length ?? 0;
}

async function tellSteps(
  ended: RanStep[],
  reasons: CacheReasons,
  news: BuildNews,
  secrets: readonly string[],
): Promise<void> {
  for (const step of ended.splice(0)) {
    const { number, total, stage, cached, durationMs } = step;
    const instruction = withoutCredentials(step.instruction, secrets);
    news.step({ number, total, stage, instruction, cached, reason: await reasons(step), durationMs });
  }
}

/** The engine ends a build whose caller has gone, but not at once, and not always with its containers. */
async function stop({ docker, clock, log }: BuildParts, reader: BuildReader, signal: AbortSignal) {
  const left = await removeBuildContainers(docker, clock, reader.containers());
  if (left.length > 0) log.warn('Containers of a build are left', { left, cancelled: signal.aborted });
}
