import { DataEnds, DataFault } from '../bytes/data-fault.ts';
import { namedFault, parseJson, type Look } from '../look.ts';
import { at, listOf, objectOf } from '../plain.ts';
import type { Detected } from './detected.ts';
import { stateBesideModule } from './torch-module.ts';

/** As the format's own library allows. */
const largestHeader = 100_000_000;

/** Weights in a safetensors file: the length of a JSON header, the header, the tensors. */
export async function detectSafetensors(look: Look, path: string): Promise<Detected> {
  const tensors = await readHeader(look, path);
  return {
    ...(await stateBesideModule(look, path)),
    format: 'safetensors',
    formatTitle: `PyTorch weights, safetensors (${tensors} tensors)`,
    needs: ['torch', 'safetensors'],
  };
}

async function readHeader(look: Look, path: string): Promise<number> {
  const size = look.file(path)?.bytes ?? 0;
  const start = await look.head(path, 8);
  const length = Number(new DataView(start.buffer, start.byteOffset).getBigUint64(0, true));
  const cut = (what: string) => namedFault(new DataEnds(what), path);
  if (length > largestHeader) throw namedFault(new DataFault(`The header has ${length} bytes.`), path);
  if (8 + length > size) throw cut(`The header of ${length} bytes is cut off.`);
  const text = new TextDecoder('utf-8').decode((await look.head(path, 8 + length)).subarray(8));
  const header = objectOf(parseJson(text));
  if (header === undefined) throw namedFault(new DataFault('The header is no JSON.'), path);
  const names = Object.keys(header).filter((name) => name !== '__metadata__');
  const ends = names.map((name) => Number(listOf(at(header, name, 'data_offsets'))?.[1] ?? Number.NaN));
  if (ends.some((end) => !Number.isSafeInteger(end)))
    throw namedFault(new DataFault('A tensor has no place.'), path);
  const end = ends.reduce((most, one) => Math.max(most, one), 0);
  if (8 + length + end > size)
    throw cut(`The tensors need ${8 + length + end} bytes, and there are ${size}.`);
  return names.length;
}
