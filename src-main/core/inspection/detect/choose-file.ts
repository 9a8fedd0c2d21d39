import { AppError } from '../../app-error.ts';
import { nameOfPath, type Look } from '../look.ts';
import { detectFile } from './detect-file.ts';
import type { Detected } from './detected.ts';
import { sniff, sniffed, type FileKind } from './sniff.ts';

/** Files that hold data alone come before those that hold code. */
const order: readonly FileKind[] = [
  ...(['onnx', 'xgboost-ubj', 'xgboost-json', 'lightgbm-text', 'catboost', 'zip', 'hdf5', 'pickle'] as const),
  ...(['zlib', 'gzip', 'bzip2', 'xz', 'lzma', 'lz4', 'safetensors'] as const),
];
const modelNames =
  /\.(onnx|pkl|pickle|joblib|sav|skops|ubj|cbm|keras|h5|hdf5|pt|pth|pt2|safetensors|bin|ckpt)$/i;
const readme = /^(readme|license|changelog|requirements|makefile|dockerfile)/i;
/** Files that are read whole in search of a model. */
const mostTried = 200;

/** The files of a folder that are models by themselves, the one to take first. Throws `model.empty` when one of them is empty and nothing else is a model. */
export async function chooseFile(look: Look): Promise<{ chosen: Detected; others: string[] } | undefined> {
  const candidates = await candidatesIn(look);
  let chosen: Detected | undefined;
  const others: string[] = [];
  for (const { path } of candidates.slice(0, mostTried)) {
    if (chosen !== undefined) others.push(path);
    else chosen = await detectFile(look, path);
  }
  if (chosen !== undefined) return { chosen, others };
  const empty = look.tree.files.find(({ path, bytes }) => bytes === 0 && modelNames.test(path));
  if (empty !== undefined) throw new AppError('model.empty', { details: empty.path });
  return undefined;
}

async function candidatesIn(look: Look): Promise<{ path: string; rank: number }[]> {
  const found: { path: string; rank: number; bytes: number }[] = [];
  for (const { path, bytes } of look.tree.files) {
    if (bytes === 0 || readme.test(nameOfPath(path))) continue;
    const kind = sniff(await look.head(path, sniffed), path);
    if (kind === undefined || !order.includes(kind)) continue;
    // What is named like a model is taken before what only looks like one.
    const named =
      modelNames.test(path) || kind === 'lightgbm-text' || kind === 'xgboost-json' ? 0 : order.length;
    found.push({ path, bytes, rank: order.indexOf(kind) + named });
  }
  const isNamedModel = (path: string) => (/^model\b/i.test(nameOfPath(path)) ? 0 : 1);
  const depth = (path: string) => path.split('/').length;
  return found.sort(
    (a, b) =>
      a.rank - b.rank ||
      depth(a.path) - depth(b.path) ||
      isNamedModel(a.path) - isNamedModel(b.path) ||
      b.bytes - a.bytes,
  );
}
