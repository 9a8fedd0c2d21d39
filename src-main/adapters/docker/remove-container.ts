import type Docker from 'dockerode';
import { soon } from './ask-engine.ts';
import { isGone } from './engine-error.ts';

/** SIGTERM, after `graceSeconds` SIGKILL, then removes it with its volumes. Harmless when it is gone or going. */
export async function removeContainer(docker: Docker, name: string, graceSeconds: number): Promise<void> {
  const container = docker.getContainer(name);
  if (graceSeconds > 0) await container.stop({ t: graceSeconds }).catch(unlessStopped);
  await container.remove({ force: true, v: true, abortSignal: soon() }).catch(unlessGoing);
}

/** 304: it has stopped already. */
function unlessStopped(error: unknown): void {
  if (!isGone(error) && (error as { statusCode?: number }).statusCode !== 304) throw error;
}

/** 409: the engine is removing it. */
function unlessGoing(error: unknown): void {
  if (!isGone(error) && (error as { statusCode?: number }).statusCode !== 409) throw error;
}
