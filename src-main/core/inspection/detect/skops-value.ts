import { DataFault } from '../bytes/data-fault.ts';
import { parseJson } from '../look.ts';
import type { PickleValue } from '../pickle/pickle-value.ts';
import { listOf, objectOf, stringOf, type Plain } from '../plain.ts';

const deepest = 200;
const mostNodes = 1_000_000;
const none: PickleValue = { kind: 'none' };

export interface SkopsContent {
  readonly root: PickleValue;
  /** Classes and functions that loading would import. */
  readonly globals: readonly { readonly module: string; readonly name: string }[];
}

/** The objects of a skops file, in the same terms as those of a pickle. `arrays`: the small .npy files. */
export function skopsValue(schema: Plain, arrays: ReadonlyMap<string, Uint8Array>): SkopsContent {
  const globals = new Map<string, { module: string; name: string }>();
  const known = new Map<unknown, PickleValue>();
  let nodes = 0;
  const convert = (value: unknown, depth: number): PickleValue => {
    const node = objectOf(value);
    if (node === undefined) return none;
    if ((nodes += 1) > mostNodes || depth > deepest)
      throw new DataFault('The description of the objects is too large.');
    const cached = known.get(node['cached'] ?? node['__id__']);
    if (cached !== undefined) return cached;
    const made = make(node, depth);
    if (node['__id__'] !== undefined) known.set(node['__id__'], made);
    return made;
  };
  const importOf = (node: Plain): PickleValue => {
    const module = stringOf(node['__module__']) ?? '<computed>';
    const name = stringOf(node['__class__']) ?? '<computed>';
    globals.set(`${module}.${name}`, { module, name });
    return { kind: 'global', module, name };
  };
  const make = (node: Plain, depth: number): PickleValue => {
    const inside = node['content'];
    const items = () => (listOf(inside) ?? []).map((item) => convert(item, depth + 1));
    switch (node['__loader__']) {
      case 'JsonNode':
        return jsonValue(inside);
      case 'DictNode':
      case 'DefaultDictNode':
      case 'OrderedDictNode':
        return { kind: 'dict', entries: entriesOf(inside, (item) => convert(item, depth + 1)) };
      case 'ListNode':
      case 'SetNode':
        return { kind: 'list', items: items() };
      case 'TupleNode':
        return { kind: 'tuple', items: items() };
      case 'NdArrayNode':
        return node['type'] === 'json'
          ? { kind: 'list', items: items() }
          : arrayValue(arrays.get(stringOf(node['file']) ?? ''));
      default:
        return objectValue(node, depth);
    }
  };
  const objectValue = (node: Plain, depth: number): PickleValue => {
    // Functions name themselves in `content`, partial functions in `func`: both are imported as well.
    const inner = objectOf(node['content']);
    for (const part of [inner, ...Object.values(inner ?? {}).map(objectOf)])
      if (part !== undefined && typeof part['module_path'] === 'string')
        importOf({ __module__: part['module_path'], __class__: part['function'] ?? part['class'] });
    const state = inner === undefined ? none : convert(inner, depth + 1);
    return { kind: 'object', callable: importOf(node), args: { kind: 'tuple', items: [] }, state, added: [] };
  };
  return { root: convert(schema, 0), globals: [...globals.values()] };
}

function entriesOf(inside: unknown, convert: (value: unknown) => PickleValue): [PickleValue, PickleValue][] {
  return Object.entries(objectOf(inside) ?? {}).map(([key, value]) => [
    { kind: 'text', value: key },
    convert(value),
  ]);
}

function jsonValue(text: unknown): PickleValue {
  const value = parseJson(typeof text === 'string' ? text : undefined);
  if (typeof value === 'string') return { kind: 'text', value };
  if (typeof value === 'number') return { kind: 'number', value };
  return typeof value === 'boolean' ? { kind: 'bool', value } : none;
}

/** A small .npy file as NumPy's pickles describe an array. */
function arrayValue(bytes: Uint8Array | undefined): PickleValue {
  if (bytes?.[0] !== 0x93) return none;
  const version = bytes[6] ?? 1;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12) return none;
  const start =
    (version === 1 ? 10 : 12) + (version === 1 ? view.getUint16(8, true) : view.getUint32(8, true));
  const header = new TextDecoder('latin1').decode(bytes.subarray(0, start));
  const code = /'descr':\s*'([^']+)'/.exec(header)?.[1];
  if (code === undefined || start > bytes.length) return none;
  const head = bytes.subarray(start);
  const dtype: PickleValue = {
    kind: 'object',
    callable: { kind: 'global', module: 'numpy', name: 'dtype' },
    args: { kind: 'tuple', items: [{ kind: 'text', value: code }] },
    added: [],
  };
  const state: PickleValue = {
    kind: 'tuple',
    items: [none, none, dtype, none, { kind: 'bytes', length: head.length, head }],
  };
  const callable = { kind: 'global', module: 'numpy', name: 'ndarray' } as const;
  return { kind: 'object', callable, args: { kind: 'tuple', items: [] }, state, added: [] };
}
