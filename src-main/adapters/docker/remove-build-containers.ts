import type Docker from 'dockerode';
import type { Clock } from '../../core/ports.ts';
import { isGone, isUnreachable } from './engine-error.ts';

/** An engine that stops a build is waited for this long, in milliseconds. */
const patience = 15_000;
const pause = 100;

/**
 * Removes the containers that a build ran its instructions in, and waits until they are gone. Answers those that are
 * left, by id: an engine that does not answer any more keeps what it has.
 */
export async function removeBuildContainers(
  docker: Docker,
  clock: Clock,
  ids: readonly string[],
): Promise<string[]> {
  const until = clock.monotonic() + patience;
  let left = [...ids];
  for (;;) {
    const states = await Promise.all(left.map((id) => removeOnce(docker, id)));
    left = left.filter((_, place) => states[place] !== 'gone');
    if (left.length === 0 || states.includes('unreachable') || clock.monotonic() > until) return left;
    await clock.sleep(pause);
  }
}

/** While a container is being removed the engine refuses with 409; `gone` once the engine knows it no more. */
async function removeOnce(docker: Docker, id: string): Promise<'gone' | 'going' | 'unreachable'> {
  const abortSignal = AbortSignal.timeout(patience);
  try {
    await docker.getContainer(id).remove({ force: true, v: true, abortSignal });
    return 'going';
  } catch (error) {
    if (isGone(error)) return 'gone';
    return isUnreachable(error) || abortSignal.aborted ? 'unreachable' : 'going';
  }
}
