import { partOf, readUpTo, sourceOf, type ByteSource } from '../bytes/byte-source.ts';
import { DataFault } from '../bytes/data-fault.ts';
import type { ZipEntry } from '../bytes/zip.ts';
import type { Look } from '../look.ts';
import type { PickleWalk } from '../pickle/walk-pickle.ts';
import { walkWhole } from './walk-whole.ts';
import { sniff, sniffed } from './sniff.ts';
import { openZip, type Zip } from './open-zip.ts';

export interface WalkInZip {
  /** `model.pt!archive/data.pkl`. */
  readonly at: string;
  readonly walk: PickleWalk;
}

const mostPickles = 200;
const deepest = 3;
/** Zips inside of one. */
const mostZips = 20;
/** A zip inside of a zip is read from memory when it is compressed. */
const largestNested = 64 << 20;

/** Every pickle in a zip, also in zips inside of it, by content: names are no proof. */
export async function walksInZip(
  look: Look,
  path: string,
  zip: Zip,
  depth = 0,
  seen = { zips: 0 },
): Promise<WalkInZip[]> {
  const walks: WalkInZip[] = [];
  for (const entry of zip.entries) {
    if (entry.kind !== 'file' || entry.bytes < 2) continue;
    const at = `${path}!${entry.path}`;
    const kind = sniff(
      await readUpTo(await zip.open(entry), sniffed),
      isTensor(entry) ? 'tensor' : entry.path,
    );
    if (kind === 'pickle' && !isTensor(entry))
      walks.push({ at, walk: await walkWhole(look, at, await zip.open(entry)) });
    else if (kind === 'zip') {
      if (depth >= deepest || (seen.zips += 1) > mostZips)
        throw new DataFault(`${at}: archives are nested too deeply, or too often.`);
      const { source, size } = await nestedSource(zip, entry);
      walks.push(...(await walksInZip(look, at, await openZip(look, source, size), depth + 1, seen)));
    }
    if (walks.length > mostPickles) throw new DataFault(`${path} holds more than ${mostPickles} pickles.`);
  }
  return walks;
}

/** Tensors are data: their bytes may look like anything, and nothing unpickles them. */
function isTensor({ path }: ZipEntry): boolean {
  return /(^|\/)data\/\d+$/.test(path) || /(^|\/)(\.data|tensors|weights|constants)\/[^/]*$/.test(path);
}

async function nestedSource(zip: Zip, entry: ZipEntry): Promise<{ source: ByteSource; size: number }> {
  const content = await zip.open(entry);
  if (entry.method === 0) return { source: partOf(content, 0, entry.bytes), size: entry.bytes };
  if (entry.bytes > largestNested) throw new DataFault(`${entry.path} is too large to be looked into.`);
  return { source: sourceOf(await readUpTo(content, entry.bytes)), size: entry.bytes };
}
