import type { PickleFacts } from '../../../contract/inspection.ts';
import { readUpTo, type ByteSource } from '../bytes/byte-source.ts';
import { namedFault, type Look } from '../look.ts';
import { pickleFacts } from '../pickle/pickle-facts.ts';
import { decompressed, isCompression } from './compressed.ts';
import { openZip } from './open-zip.ts';
import { walkFile } from './walk-whole.ts';
import { sniff, sniffed } from './sniff.ts';
import { walksInZip } from './zip-pickles.ts';

/** Pickles in a file that comes with a model: itself, compressed, or in a zip. None in files of other kinds. */
export async function picklesIn(look: Look, path: string): Promise<PickleFacts[]> {
  const kind = sniff(await look.head(path, sniffed), path);
  if (kind === 'pickle') return factsOf(look, path, look.source(path));
  if (kind === 'zip') return zipped(look, path);
  if (!isCompression(kind)) return [];
  const head = await decompressed(look, path, kind);
  try {
    if (sniff(await readUpTo(head, sniffed), 'content') !== 'pickle') return [];
  } finally {
    await head.close();
  }
  const content = await decompressed(look, path, kind);
  try {
    return await factsOf(look, path, content);
  } finally {
    await content.close();
  }
}

async function zipped(look: Look, path: string): Promise<PickleFacts[]> {
  try {
    const zip = await openZip(look, look.source(path), look.file(path)?.bytes ?? 0);
    const isScript = zip.entries.some((entry) => /^([^/]+\/)?constants\.pkl$/.test(entry.path));
    const trusted = isScript ? (module: string) => /^__torch__(\.|$)/.test(module) : undefined;
    return (await walksInZip(look, path, zip)).map(({ at, walk }) => pickleFacts(at, walk, trusted));
  } catch (error) {
    throw namedFault(error, path);
  }
}

async function factsOf(look: Look, path: string, source: ByteSource): Promise<PickleFacts[]> {
  return (await walkFile(look, path, source)).map((walk) => pickleFacts(path, walk));
}
