import { folderOf, within, type Look } from '../look.ts';
import { at, objectOf, stringOf, stringsOf } from '../plain.ts';
import type { Detected } from './detected.ts';

/** The folder of a spaCy pipeline: `meta.json` with its language and parts, and `config.cfg` beside it. */
export async function detectSpacy(look: Look, marker: string): Promise<Detected | undefined> {
  const meta = objectOf(await look.json(marker));
  const folder = folderOf(marker);
  const language = stringOf(meta?.['lang']);
  if (meta === undefined || language === undefined || look.file(within(folder, 'config.cfg')) === undefined)
    return undefined;
  const range = stringOf(meta['spacy_version']);
  const version = /\d+(\.\d+)+/.exec(range ?? '')?.[0];
  const pipeline = stringsOf(meta['pipeline']) ?? [];
  const labels = stringsOf(at(meta, 'labels', 'textcat'));
  const extra = stringsOf(meta['requirements']) ?? [];
  return {
    framework: 'spacy',
    format: 'spacy',
    formatTitle: 'spaCy pipeline',
    model: folder,
    entry: [language, ...pipeline].join(', '),
    ...(version !== undefined && { frameworkVersion: version, libraries: { spacy: version } }),
    requirements: { source: 'inferred', lines: [`spacy${range ?? ''}`, ...extra] },
    signature: {
      inputs: [{ name: 'text', type: 'string' }],
      output:
        labels === undefined || labels.length === 0
          ? { task: 'other', name: 'entities' }
          : {
              task: 'classification',
              name: 'label',
              labels: labels.map((value) => ({ value, title: value })),
            },
    },
    signatureSource: 'file',
  };
}
