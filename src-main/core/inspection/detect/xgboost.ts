import { readUpTo, sourceOf, type ByteSource } from '../bytes/byte-source.ts';
import { DataEnds, DataFault } from '../bytes/data-fault.ts';
import { ByteWindow } from '../bytes/byte-window.ts';
import { readUbj } from '../bytes/ubj.ts';
import { namedFault, parseJson, type Look } from '../look.ts';
import { stringsOf } from '../plain.ts';
import { endOfBracket } from './end-of-bracket.ts';
import { boosterSignature, type BoosterFacts } from './booster-signature.ts';
import type { Detected } from './detected.ts';

/** A model file of XGBoost in binary JSON. */
export async function detectXgboostUbj(look: Look, path: string): Promise<Detected | undefined> {
  const { facts, tell, hasLearner } = gather();
  try {
    await readUbj(new ByteWindow(look.source(path)), tell, look.pause);
  } catch (error) {
    if (error instanceof DataFault && !hasLearner()) return undefined;
    throw namedFault(error, path);
  }
  return hasLearner() ? described(path, 'xgboost-ubj', 'XGBoost, binary JSON', facts()) : undefined;
}

/** The part at the beginning and end of a JSON file that is read: names stand in front of the trees, the rest behind. */
const edge = 1 << 18;

/** A model file of XGBoost in JSON. */
export async function detectXgboostJson(look: Look, path: string): Promise<Detected | undefined> {
  const size = look.file(path)?.bytes ?? 0;
  const head = await look.text(path, edge);
  const decoder = new TextDecoder('utf-8');
  const front = head ?? decoder.decode(await look.head(path, edge));
  if (!/^\s*\{\s*"(learner|version)"\s*:/.test(front)) return undefined;
  const back = head ?? decoder.decode(await readUpTo(tailOf(look.source(path), size), edge));
  if (!back.trimEnd().endsWith('}')) throw namedFault(new DataEnds('The JSON document does not end.'), path);
  if (head !== undefined && !isJson(head))
    throw namedFault(new DataFault('The JSON document is damaged.'), path);
  const either = `${front}\n${back}`;
  const number = (key: string) =>
    Number(new RegExp(`"${key}"\\s*:\\s*"?(\\d+)`).exec(back)?.[1] ?? Number.NaN);
  const version = /"version"\s*:\s*\[\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*\]/.exec(either)?.slice(1).join('.');
  const objective = /"objective"\s*:\s*\{[^{}]{0,200}"name"\s*:\s*"([^"]+)"/.exec(back)?.[1];
  return described(path, 'xgboost-json', 'XGBoost, JSON', {
    names: list(front, 'feature_names'),
    types: list(front, 'feature_types'),
    ...(version !== undefined && { version }),
    ...(objective !== undefined && { objective }),
    ...(Number.isFinite(number('num_feature')) && { features: number('num_feature') }),
    ...(Number.isFinite(number('num_class')) && { classes: number('num_class') }),
  });
}

/** What a booster's bytes in a pickle say; they may be cut short. */
export async function boosterInBytes(bytes: Uint8Array, pause: () => Promise<void>): Promise<BoosterFacts> {
  const { facts, tell } = gather();
  try {
    await readUbj(new ByteWindow(sourceOf(bytes)), tell, pause);
  } catch (error) {
    if (!(error instanceof DataEnds || error instanceof DataFault)) throw error;
  }
  return facts();
}

function tailOf(source: ByteSource, size: number): ByteSource {
  const start = Math.max(0, size - edge);
  return { read: (from, length) => source.read(start + from, length) };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The list of texts under a key; a quote or bracket inside of a text does not end it. */
function list(text: string, key: string): string[] {
  const start = text.indexOf('[', text.indexOf(`"${key}"`));
  const end = endOfBracket(text, start);
  return start < 0 || end === undefined ? [] : (stringsOf(parseJson(text.slice(start, end))) ?? []);
}

function gather() {
  const lists: Record<string, string[]> = { feature_names: [], feature_types: [], version: [] };
  const single: Record<string, string> = {};
  const tell = (path: string, value: string | number): void => {
    const key = path.slice(path.lastIndexOf('/') + 1);
    const known = Object.hasOwn(lists, key) ? lists[key] : undefined;
    if (known !== undefined && (known.length < 3 || key !== 'version')) known.push(String(value));
    if (key === 'num_feature' || key === 'num_class' || path.endsWith('/objective/name'))
      single[key] ??= String(value);
    if (path.includes('/learner/')) single['learner'] = 'yes';
  };
  const facts = (): BoosterFacts => {
    const { feature_names: names = [], feature_types: types = [], version = [] } = lists;
    const features = Number(single['num_feature'] ?? Number.NaN);
    const classes = Number(single['num_class'] ?? Number.NaN);
    return {
      names,
      types,
      ...(version.length === 3 && { version: version.join('.') }),
      ...(single['name'] !== undefined && { objective: single['name'] }),
      ...(Number.isInteger(features) && { features }),
      ...(Number.isInteger(classes) && { classes }),
    };
  };
  return { facts, tell, hasLearner: () => single['learner'] === 'yes' };
}

function described(path: string, format: string, formatTitle: string, facts: BoosterFacts): Detected {
  const signature = boosterSignature(facts);
  const { version, features, objective } = facts;
  return {
    framework: 'xgboost',
    format,
    formatTitle,
    model: path,
    entry: `xgboost.Booster${objective === undefined ? '' : ` (${objective})`}`,
    ...(version !== undefined && { frameworkVersion: version, libraries: { xgboost: version } }),
    needs: ['xgboost'],
    ...(features !== undefined && { features }),
    ...(signature !== undefined && { signature, signatureSource: 'file' as const }),
  };
}
