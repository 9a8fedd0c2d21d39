import { AppError } from '../app-error.ts';
import { readUpTo, type ByteSource } from './bytes/byte-source.ts';
import { DataEnds, DataFault } from './bytes/data-fault.ts';
import type { InspectParts, ModelTree, TreeFile } from './ports.ts';

/** A model that is being looked at. */
export interface Look {
  readonly tree: ModelTree;
  readonly parts: InspectParts;
  readonly signal: AbortSignal;
  readonly file: (path: string) => TreeFile | undefined;
  readonly source: (path: string) => ByteSource;
  /** The beginning of a file. */
  readonly head: (path: string, length: number) => Promise<Uint8Array>;
  /** A small text; undefined when there is no such file or it is larger than `most` bytes. */
  readonly text: (path: string, most?: number) => Promise<string | undefined>;
  /** As `text`, parsed; undefined when it is no JSON. */
  readonly json: (path: string, most?: number) => Promise<unknown>;
  /** Lets others have a turn, and throws when the look is cancelled. */
  readonly pause: () => Promise<void>;
}

const utf8 = new TextDecoder('utf-8');
/** Turns of work for one model: each is some ten milliseconds. */
const mostTurns = 20_000;

export function lookAt(tree: ModelTree, parts: InspectParts, signal: AbortSignal): Look {
  let turns = 0;
  const files = new Map(tree.files.map((file) => [file.path, file]));
  const source = (path: string): ByteSource => ({
    read: (from, length) => {
      signal.throwIfAborted();
      return tree.read(path, from, length);
    },
  });
  const text = async (path: string, most = 1 << 20): Promise<string | undefined> => {
    const file = files.get(path);
    if (file === undefined || file.bytes > most) return undefined;
    return utf8.decode(await readUpTo(source(path), most)).replace(/^\uFEFF/, '');
  };
  return {
    tree,
    parts,
    signal,
    file: (path) => files.get(path),
    source,
    head: (path, length) => readUpTo(source(path), length),
    text,
    json: async (path, most) => parseJson(await text(path, most)),
    pause: async () => {
      signal.throwIfAborted();
      if ((turns += 1) > mostTurns)
        throw new AppError('model.unreadable', {
          cause:
            'The model takes more work to read than any real one: it may have been made to keep the reader busy.',
        });
      await parts.clock.sleep(0, signal);
      signal.throwIfAborted();
    },
  };
}

/** Plain data, or undefined. */
export function parseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Names how the data of a file fails: cut off or damaged. Everything else stays as it is. */
export function namedFault(error: unknown, path: string): unknown {
  const details = `${path}: ${error instanceof Error ? error.message : String(error)}`;
  if (error instanceof DataEnds) return new AppError('model.truncated', { details }, { cause: error });
  if (error instanceof DataFault)
    return new AppError(
      'model.unreadable',
      { details, cause: 'The file is damaged, or is not what its beginning says.' },
      { cause: error },
    );
  return error;
}

/** Path of the folder of a file; empty at the root. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? '' : path.slice(0, end);
}

export function nameOfPath(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function within(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}
