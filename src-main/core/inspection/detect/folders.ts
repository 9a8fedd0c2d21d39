import { folderOf, nameOfPath, type Look } from '../look.ts';
import type { Detected } from './detected.ts';
import { detectMlflow } from './mlflow.ts';
import { detectSavedModel } from './saved-model.ts';
import { detectScript, scriptKinds } from './scripts.ts';
import { detectSpacy } from './spacy.ts';
import { detectTransformers } from './transformers.ts';

/** A way in which a folder can be a model, found by the name of one file in it. */
interface FolderFormat {
  readonly title: string;
  readonly marker: string;
  readonly detect: (look: Look, marker: string) => Promise<Detected | undefined>;
}

/** In the order of precedence: the more a format says of how the model is served, the sooner it comes. */
const formats: readonly FolderFormat[] = [
  { title: 'an MLflow model', marker: 'MLmodel', detect: detectMlflow },
  ...scriptKinds.map((kind) => ({
    title: `a ${kind}`,
    marker: kind,
    detect: (look: Look, marker: string) => detectScript(look, marker, kind),
  })),
  { title: 'a TensorFlow SavedModel', marker: 'saved_model.pb', detect: detectSavedModel },
  { title: 'a spaCy pipeline', marker: 'meta.json', detect: detectSpacy },
  { title: 'a transformers model', marker: 'config.json', detect: detectTransformers },
];

/** Folders below the root in which a model is looked for: archives often hold one folder. */
const deepest = 4;

/** Every format that a folder has, the one to take first. */
export async function detectFolder(look: Look): Promise<{ title: string; detected: Detected }[]> {
  const found: { title: string; detected: Detected }[] = [];
  for (const { title, marker, detect } of formats) {
    for (const path of placesOf(look, marker)) {
      const detected = await detect(look, path);
      if (detected === undefined) continue;
      found.push({ title: `${title} (${path})`, detected });
      break;
    }
  }
  return found;
}

/** Nearest first. */
function placesOf(look: Look, marker: string): string[] {
  const depth = (path: string) => path.split('/').length;
  return look.tree.files
    .map(({ path }) => path)
    .filter((path) => nameOfPath(path) === marker && depth(path) <= deepest)
    .sort((a, b) => depth(a) - depth(b) || (folderOf(a) < folderOf(b) ? -1 : 1));
}
