import type { InspectInput, Inspection } from '../../contract/inspection.ts';
import { lookAtModel, type Looked } from './look-at-model.ts';
import type { CountBytes, InspectParts } from './ports.ts';

export interface InspectOptions {
  readonly signal: AbortSignal;
  /** Counts hashed bytes. */
  readonly progress?: CountBytes;
  /** False leaves `sha256` out: then a large model is not read whole. */
  readonly hash: boolean;
}

/**
 * What a model on disk is, by reading its bytes: nothing of it is run. Throws `file.missing`, `file.unreadable`, and `model.empty`,
 * `model.truncated`, `model.unreadable`, `model.archive`, `model.not-found`.
 */
export async function inspectModel(
  parts: InspectParts,
  input: InspectInput,
  { signal, progress = () => undefined, hash }: InspectOptions,
): Promise<Inspection> {
  const looked = await lookAtModel(parts, input, signal);
  try {
    return hash ? await hashed(looked, signal, progress) : looked.inspection;
  } finally {
    await looked.close();
  }
}

/** The inspection with the SHA-256 of the model. */
export async function hashed(
  { inspection, tree }: Looked,
  signal: AbortSignal,
  progress: CountBytes,
): Promise<Inspection> {
  const paths = inspection.files.map(({ path }) => path);
  return { ...inspection, sha256: await tree.hash(paths, signal, progress) };
}
