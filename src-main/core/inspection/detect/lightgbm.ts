import { readUpTo } from '../bytes/byte-source.ts';
import { DataEnds } from '../bytes/data-fault.ts';
import { namedFault, type Look } from '../look.ts';
import { boosterSignature, type BoosterFacts } from './booster-signature.ts';
import type { Detected } from './detected.ts';
import { finding } from '../findings.ts';

/** The header that is read: names of the columns can be many. */
const longestHeader = 1 << 20;

/** A model file of LightGBM: text that begins with `tree` and a version of the format. */
export async function detectLightgbm(look: Look, path: string): Promise<Detected | undefined> {
  const decoder = new TextDecoder('utf-8');
  const front = decoder.decode(await look.head(path, longestHeader));
  if (!/^tree\r?\nversion=/.test(front)) return undefined;
  const size = look.file(path)?.bytes ?? 0;
  const from = Math.max(0, size - (1 << 16));
  const source = look.source(path);
  const back = decoder.decode(
    await readUpTo({ read: (at, length) => source.read(from + at, length) }, 1 << 16),
  );
  const stops = ['end of trees', ...(/^parameters:/m.test(back) ? ['end of parameters'] : [])];
  const missing = stops.find((stop) => !front.includes(stop) && !back.includes(stop));
  if (missing !== undefined) throw namedFault(new DataEnds(`The text stops before "${missing}".`), path);
  const categories = /^pandas_categorical:(.+)$/m.exec(back)?.[1]?.trim();
  const text = categories !== undefined && categories !== 'null' && categories !== '[]';
  const facts = boosterInText(front);
  const signature = text ? undefined : boosterSignature(facts);
  return {
    framework: 'lightgbm',
    format: 'lightgbm-text',
    formatTitle: 'LightGBM, text',
    model: path,
    entry: `lightgbm.Booster${facts.objective === undefined ? '' : ` (${facts.objective})`}`,
    needs: ['lightgbm'],
    ...(facts.features !== undefined && { features: facts.features }),
    ...(signature !== undefined && { signature, signatureSource: 'file' as const }),
    findings: text
      ? [
          finding(
            'warns',
            'lightgbm-categories',
            'The model was trained on pandas categories',
            'The file lists categories, and the numbers that stand for them follow their order.',
            'Package a pipeline that encodes the categories, or a predict.py that does.',
          ),
        ]
      : [],
  };
}

/** What the header of the text says. */
export function boosterInText(text: string): BoosterFacts {
  const value = (key: string) =>
    new RegExp(`^${key}=(.*)$`, 'm').exec(text.slice(0, longestHeader))?.[1]?.trim();
  const names =
    value('feature_names')
      ?.split(' ')
      .filter((name) => name !== '') ?? [];
  const features = Number(value('max_feature_idx') ?? Number.NaN) + 1;
  const classes = Number(value('num_class') ?? Number.NaN);
  const objective = value('objective')?.split(' ')[0];
  return {
    // LightGBM makes up names of this form: they are places, not names.
    names: names.every((name, index) => name === `Column_${index}`) ? [] : names,
    types: [],
    ...(objective !== undefined && { objective }),
    ...(Number.isInteger(features) && { features }),
    ...(Number.isInteger(classes) && { classes }),
  };
}
