import type Docker from 'dockerode';
import { soon } from './ask-engine.ts';

/**
 * Removes images without a name that carry `label`, or one below it (`dev.slipway` stands for `dev.slipway.python` too),
 * with the layers that only they hold, and answers the bytes won. The classic builder's cache is made of such images;
 * other builders keep a cache without labels, which is not touched: it may be anybody's.
 */
export async function pruneImages(docker: Docker, label: string): Promise<number> {
  const tried = new Set<string>();
  let bytes = 0;
  for (;;) {
    // The engine knows a label by its whole name only, so the names come from what there is to remove.
    const key = (await danglingLabels(docker)).find((found) => isWithin(found, label) && !tried.has(found));
    if (key === undefined) return bytes;
    tried.add(key);
    const filters = { dangling: ['true'], label: [key] };
    const { SpaceReclaimed } = await docker.pruneImages({ filters });
    bytes += SpaceReclaimed;
  }
}

async function danglingLabels(docker: Docker): Promise<string[]> {
  const images = await docker.listImages({ filters: { dangling: ['true'] }, abortSignal: soon() });
  // An image without labels has null, whatever the types say.
  return images.flatMap(({ Labels }) => Object.keys((Labels as typeof Labels | null) ?? {}));
}

const isWithin = (key: string, label: string): boolean => key === label || key.startsWith(`${label}.`);
