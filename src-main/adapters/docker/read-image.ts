import type Docker from 'dockerode';
import type { Image } from '../../contract/packages.ts';
import { askEngine, soon } from './ask-engine.ts';
import { isGone } from './engine-error.ts';
import { layersOf, type HistoryEntry } from './image-layers.ts';

/** What the engine says of an image; undefined when it is not there. */
export async function readImage(docker: Docker, reference: string): Promise<Image | undefined> {
  try {
    const path = `/images/${reference}`;
    const found = (await askEngine(docker, `${path}/json`, soon())) as Answer;
    const history = (await askEngine(docker, `${path}/history`, soon())) as HistoryEntry[];
    return describe(reference, found, history);
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** The engine leaves out or empties what an image does not have, whatever its types say. */
type Answer = Partial<Docker.ImageInspectInfo> & { readonly Id: string };

function describe(reference: string, answer: Answer, history: readonly HistoryEntry[]): Image {
  const { Id, RepoTags, RepoDigests, Os, Architecture, Size, Config } = answer;
  const digest = digestOf(reference, RepoDigests ?? []);
  const entrypoint = Config?.Entrypoint ?? [];
  return {
    id: Id,
    ...(digest !== undefined && { digest }),
    tag: reference.startsWith('sha256:') ? (RepoTags?.[0] ?? '') : reference,
    platform: `${Os ?? 'linux'}/${Architecture ?? ''}`,
    bytes: Size ?? 0,
    user: Config?.User ?? '',
    entrypoint: typeof entrypoint === 'string' ? [entrypoint] : entrypoint,
    labels: Config?.Labels ?? {},
    layers: layersOf(history),
  };
}

/** The digest under the name that was asked for: the same image may have come from another registry under another one. */
function digestOf(reference: string, digests: readonly string[]): string | undefined {
  const name = reference.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
  return digests
    .find((one) => one.startsWith(`${name}@`))
    ?.split('@')
    .at(-1);
}
