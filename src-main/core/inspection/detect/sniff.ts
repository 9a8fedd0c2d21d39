import { nameOfPath } from '../look.ts';

/** What the first bytes and the name of a file say it may be. */
export type FileKind =
  | 'onnx'
  | 'zip'
  | 'pickle'
  | 'zlib'
  | 'gzip'
  | 'bzip2'
  | 'xz'
  | 'lzma'
  | 'lz4'
  | 'hdf5'
  | 'catboost'
  | 'lightgbm-text'
  | 'xgboost-json'
  | 'xgboost-ubj'
  | 'safetensors'
  | 'tensorflow-lite'
  | 'gguf';

/** Bytes of the beginning that `sniff` needs. */
export const sniffed = 512;

const magics: readonly (readonly [FileKind, readonly number[], number?])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['gzip', [0x1f, 0x8b]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['lz4', [0x04, 0x22, 0x4d, 0x18]],
  ['lzma', [0x5d, 0x00, 0x00]],
  ['hdf5', [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['catboost', [0x43, 0x42, 0x4d, 0x31]],
  ['gguf', [0x47, 0x47, 0x55, 0x46]],
  ['tensorflow-lite', [0x54, 0x46, 0x4c, 0x33], 4],
];

const pickleNames = /\.(pkl|pickle|joblib|sav|p|pck|pcl|dill|cloudpickle)$/i;
/** First instructions of protocols 0 and 1: a mark, a global, an empty container. */
const oldPickles = /^[(c\]})]/;

/** By content first; the name decides only where bytes alone cannot. Undefined for what is no model. */
export function sniff(head: Uint8Array, path: string): FileKind | undefined {
  for (const [kind, bytes, offset = 0] of magics)
    if (bytes.every((byte, index) => head[offset + index] === byte)) return kind;
  const [first = 0, second = 0] = head;
  const name = nameOfPath(path).toLowerCase();
  if (first === 0x80 && second <= 5) return 'pickle';
  if (first === 0x78 && (first * 256 + second) % 31 === 0) return 'zlib';
  const text = new TextDecoder('latin1').decode(head);
  if (/^tree\r?\nversion=/.test(text)) return 'lightgbm-text';
  if (/^\s*\{\s*"(learner|version)"\s*:/.test(text)) return 'xgboost-json';
  if (text.startsWith('{L') && /^(learner|Config|Model)/.test(text.slice(10))) return 'xgboost-ubj';
  if (isSafetensors(head, text)) return 'safetensors';
  if (pickleNames.test(name) && oldPickles.test(text)) return 'pickle';
  if (isOnnx(head) || (name.endsWith('.onnx') && head.length > 0)) return 'onnx';
  return undefined;
}

/** The length of a JSON header in eight bytes, and the header. */
function isSafetensors(head: Uint8Array, text: string): boolean {
  return head.length > 9 && head[5] === 0 && head[6] === 0 && head[7] === 0 && /^\{\s*"/.test(text.slice(8));
}

/** `ir_version`, then another field of ModelProto. */
function isOnnx(head: Uint8Array): boolean {
  const [tag, version = 0, next = 0] = head;
  return (
    tag === 0x08 && version >= 1 && version <= 30 && [0x12, 0x1a, 0x22, 0x28, 0x32, 0x3a, 0x42].includes(next)
  );
}
