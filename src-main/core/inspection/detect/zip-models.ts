import { namedFault, type Look } from '../look.ts';
import type { Detected } from './detected.ts';
import { openZip, type Zip } from './open-zip.ts';
import { detectKeras } from './keras.ts';
import { detectSkops } from './skops.ts';
import { detectTorch, detectTorchExport } from './torch.ts';

export type ZipKind = 'torch' | 'torch-export' | 'skops' | 'keras' | 'arrays' | 'archive';

/** What a zip file is, by the names in it. */
export function kindOfZip(paths: readonly string[]): ZipKind {
  const has = (pattern: RegExp) => paths.some((path) => pattern.test(path));
  if (
    has(/^([^/]+\/)?data\.pkl$/) &&
    has(/^([^/]+\/)?(version|\.data\/version|byteorder|constants\.pkl|data\/\d+)$/)
  )
    return 'torch';
  if (
    has(/^([^/]+\/)?(serialized_exported_program\.json|models\/[^/]+\.json)$/) ||
    has(/^([^/]+\/)?archive_format$/)
  )
    return 'torch-export';
  if (has(/^schema\.json$/)) return 'skops';
  if (has(/^metadata\.json$/) && has(/^config\.json$/)) return 'keras';
  return paths.length > 0 && paths.every((path) => path.endsWith('.npy')) ? 'arrays' : 'archive';
}

export async function zipKind(look: Look, path: string): Promise<ZipKind> {
  return kindOfZip((await zipAt(look, path)).entries.map((entry) => entry.path));
}

async function zipAt(look: Look, path: string): Promise<Zip> {
  try {
    return await openZip(look, look.source(path), look.file(path)?.bytes ?? 0);
  } catch (error) {
    throw namedFault(error, path);
  }
}

/** A model whose file is a zip; undefined for other archives. */
export async function detectZip(look: Look, path: string): Promise<Detected | undefined> {
  const zip = await zipAt(look, path);
  try {
    switch (kindOfZip(zip.entries.map((entry) => entry.path))) {
      case 'torch':
        return await detectTorch(look, path, zip);
      case 'torch-export':
        return await detectTorchExport(look, path, zip);
      case 'skops':
        return await detectSkops(path, zip);
      case 'keras':
        return await detectKeras(path, zip);
      case 'arrays':
      case 'archive':
        return undefined;
    }
  } catch (error) {
    throw namedFault(error, path);
  }
}
