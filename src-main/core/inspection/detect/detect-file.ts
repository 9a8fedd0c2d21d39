import { readUpTo, type ByteSource } from '../bytes/byte-source.ts';
import { DataFault } from '../bytes/data-fault.ts';
import { namedFault, type Look } from '../look.ts';
import type { ArchiveFormat } from '../ports.ts';
import { detectCatboost } from './catboost.ts';
import { decompressed, isCompression, isTar, type Compression } from './compressed.ts';
import type { Detected } from './detected.ts';
import { detectHdf5 } from './hdf5.ts';
import { detectLightgbm } from './lightgbm.ts';
import { detectOnnx } from './onnx.ts';
import { detectPickled } from './pickled.ts';
import { detectSafetensors } from './safetensors.ts';
import { sniff, sniffed, type FileKind } from './sniff.ts';
import { detectLegacyTorch } from './torch.ts';
import { legacyTorchObject, walkFile } from './walk-whole.ts';
import { detectXgboostJson, detectXgboostUbj } from './xgboost.ts';
import { detectZip, zipKind } from './zip-models.ts';

/** Reads one file as a model; undefined when it is none. Throws `model.truncated`, `model.unreadable`. */
export async function detectFile(look: Look, path: string): Promise<Detected | undefined> {
  const kind = sniff(await look.head(path, sniffed), path);
  if (kind === undefined) return undefined;
  if (isCompression(kind)) return detectCompressed(look, path, kind);
  return detectors[kind](look, path);
}

type Detector = (look: Look, path: string) => Promise<Detected | undefined>;

const detectors: Readonly<Record<Exclude<FileKind, Compression>, Detector>> = {
  onnx: detectOnnx,
  pickle: (look, path) => detectPickle(look, path, look.source(path)),
  catboost: detectCatboost,
  'lightgbm-text': detectLightgbm,
  'xgboost-json': detectXgboostJson,
  'xgboost-ubj': detectXgboostUbj,
  zip: detectZip,
  hdf5: detectHdf5,
  safetensors: detectSafetensors,
  'tensorflow-lite': () => Promise.resolve(undefined),
  gguf: () => Promise.resolve(undefined),
};

async function detectPickle(
  look: Look,
  path: string,
  source: ByteSource,
  wrapped?: Compression,
): Promise<Detected> {
  const walks = await walkFile(look, path, source);
  const torch = legacyTorchObject(walks);
  if (torch !== undefined) return detectLegacyTorch(look, path, walks, torch);
  const [walk = torch] = walks;
  if (walk === undefined) throw new DataFault('There is no pickle.');
  return detectPickled(look, path, walk, wrapped);
}

async function detectCompressed(look: Look, path: string, kind: Compression): Promise<Detected | undefined> {
  // The first bytes are read from a stream of their own: what flows cannot be read twice.
  const inside = sniff(await decompressedHead(look, path, kind), 'content.pkl');
  if (inside !== 'pickle') return undefined;
  const content = await decompressed(look, path, kind);
  try {
    return await detectPickle(look, path, content, kind);
  } finally {
    await content.close();
  }
}

/** The first bytes of what a compressed file holds. */
export async function decompressedHead(look: Look, path: string, kind: Compression): Promise<Uint8Array> {
  const content = await decompressed(look, path, kind);
  try {
    return await readUpTo(content, sniffed);
  } catch (error) {
    throw namedFault(error, path);
  } finally {
    await content.close();
  }
}

/** What must be unpacked before it can be looked at; undefined for everything else. */
export async function archiveFormat(look: Look, path: string): Promise<ArchiveFormat | undefined> {
  const kind = sniff(await look.head(path, sniffed), path);
  if (kind === 'gzip') return isTar(await decompressedHead(look, path, kind)) ? 'tar.gz' : undefined;
  if (kind !== 'zip') return undefined;
  return (await zipKind(look, path)) === 'archive' ? 'zip' : undefined;
}
