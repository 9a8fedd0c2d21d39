import type Docker from 'dockerode';
import { isGone } from './engine-error.ts';

/** Takes the name off an image, and removes what no other name or container holds. Harmless when it is gone. */
export async function removeImage(docker: Docker, reference: string): Promise<void> {
  await docker
    .getImage(reference)
    .remove()
    .catch((error: unknown) => {
      if (!isGone(error)) throw error;
    });
}
