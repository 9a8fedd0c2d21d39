import type Docker from 'dockerode';
import { AppError } from '../../core/app-error.ts';
import type { Clock } from '../../core/ports.ts';

/** Pause before the engine is asked again once it has hung up, in milliseconds, and how often that is done. */
const pause = 500;
const mostTries = 10;

export interface End {
  /** Aborts when the container has ended, however it ended. */
  readonly signal: AbortSignal;
  /** Resolves once it has ended by itself. Throws `container.failed` when it was removed or the engine is gone. */
  readonly exitCode: (signal: AbortSignal) => Promise<number>;
  /** Nobody waits for it any more. */
  readonly stop: () => void;
}

type Within = <T>(work: (container: Docker.Container) => Promise<T>, signal?: AbortSignal) => Promise<T>;

/** Waits for a container's end in one long question to the engine, which is asked again when the line breaks. */
export function watchEnd(within: Within, clock: Clock): End {
  const ended = new AbortController();
  const stopped = new AbortController();
  let code: number | undefined;
  const watch = async () => {
    for (let tries = 0; tries < mostTries && !stopped.signal.aborted; tries += 1) {
      const outcome = await askForEnd(within, stopped.signal).catch(() => 'again' as const);
      if (outcome === 'gone') return;
      if (outcome !== 'again') {
        code = outcome;
        return;
      }
      await clock.sleep(pause, stopped.signal);
    }
  };
  void watch().then(() => ended.abort());
  return {
    signal: ended.signal,
    stop: () => stopped.abort(),
    exitCode: async (signal) => {
      signal.throwIfAborted();
      await aborted(AbortSignal.any([ended.signal, signal]));
      signal.throwIfAborted();
      if (code !== undefined) return code;
      throw removedMeanwhile();
    },
  };
}

/** What those meet who wait for a container that is gone. */
export function removedMeanwhile(): AppError {
  return new AppError('container.failed', {
    cause: 'The container was removed, or the engine went away, while it ran.',
  });
}

async function askForEnd(within: Within, signal: AbortSignal): Promise<number | 'gone'> {
  return within(async (container) => {
    try {
      const { StatusCode } = (await container.wait({ abortSignal: signal })) as { StatusCode: number };
      return StatusCode;
    } catch (error) {
      if ((error as { statusCode?: number }).statusCode === 404) return 'gone';
      throw error;
    }
  }, signal);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
