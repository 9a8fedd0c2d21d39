import type Docker from 'dockerode';
import { soon } from './ask-engine.ts';

/** Gives an image one more name, taking it from the image that had it. */
export async function tagImage(docker: Docker, id: string, reference: string): Promise<void> {
  const colon = reference.lastIndexOf(':');
  const [repo, tag] = [reference.slice(0, colon), reference.slice(colon + 1)];
  await docker.getImage(id).tag({ repo, tag, abortSignal: soon() });
}
