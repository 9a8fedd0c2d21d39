import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Inspection } from '../../contract/inspection.ts';
import type { CountBytes, ModelFiles } from '../../core/inspection/ports.ts';
import { copyModel } from './copy-model.ts';
import { inflate } from './inflate.ts';
import { openTree } from './open-tree.ts';
import { readYaml } from './read-yaml.ts';
import { unpackArchive } from './unpack-archive.ts';

export interface ModelFilesOnDisk extends ModelFiles {
  /**
   * Unpacks an archive into a new or empty folder, with limits. Throws `model.archive`, `model.truncated`, `file.unwritable`;
   * what was written until then stays.
   */
  readonly unpackTo: (path: string, folder: string, signal: AbortSignal) => Promise<void>;
  /**
   * Copies the files of an inspected model into a new or empty folder, under their paths, from the archive where it is one. Answers the
   * SHA-256 of what was copied, in the form of `Inspection.sha256`: when it differs, the model has changed since.
   */
  readonly copyTo: (
    model: Pick<Inspection, 'path' | 'archive' | 'files'>,
    folder: string,
    signal: AbortSignal,
    progress?: CountBytes,
  ) => Promise<{ readonly bytes: number; readonly sha256: string }>;
}

/** The models of this computer. Archives are unpacked below `scratch`, which is made when it is needed. */
export function createModelFiles({ scratch }: { readonly scratch: string }): ModelFilesOnDisk {
  const place = async () => {
    await mkdir(scratch, { recursive: true });
    const folder = await mkdtemp(join(scratch, 'model-'));
    return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
  };
  return {
    open: (path, signal, beside = []) => openTree(path, signal, { beside, place }),
    inflate,
    readYaml,
    unpackTo: (path, folder, signal) => unpackArchive(path, folder, signal),
    copyTo: (model, folder, signal, progress = () => undefined) => copyModel(model, folder, signal, progress),
  };
}
