import type { Finding } from '../../../contract/inspection.ts';
import { finding, listed } from '../findings.ts';
import { folderOf, nameOfPath, type Look } from '../look.ts';
import { importedDistributions } from '../python/distributions.ts';
import { outlinePython, type PythonFunction, type PythonOutline } from '../python/outline.ts';
import type { Detected } from './detected.ts';

/** Files with code that serves a model, in the order of precedence. */
export const scriptKinds = ['inference.py', 'score.py', 'predict.py'] as const;
export type ScriptKind = (typeof scriptKinds)[number];

const readers: Readonly<
  Record<
    ScriptKind,
    (outline: PythonOutline) => Pick<Detected, 'framework' | 'formatTitle' | 'entry'> | undefined
  >
> = {
  'inference.py': inferenceOf,
  'score.py': scoreOf,
  'predict.py': predictOf,
};

/** A script that serves a model, read as text; undefined when it does not define what its kind needs. */
export async function detectScript(
  look: Look,
  path: string,
  kind: ScriptKind,
): Promise<Detected | undefined> {
  const text = await look.text(path);
  const outline = text === undefined ? undefined : outlinePython(text);
  const read = outline && readers[kind](outline);
  if (outline === undefined || read === undefined) return undefined;
  const { known, unknown } = importedDistributions(
    await importsOf(look, path, outline),
    modulesOf(look, path),
  );
  return {
    ...read,
    format: kind,
    model: path,
    needs: known,
    findings: unknown.length === 0 ? [] : [unknownImports(path, unknown)],
  };
}

/** With those of the modules beside the script. */
async function importsOf(look: Look, path: string, outline: PythonOutline): Promise<string[]> {
  const imports = new Set(outline.imports);
  const beside = look.tree.files.filter(
    (file) =>
      file.path !== path && file.path.endsWith('.py') && folderOf(file.path).startsWith(folderOf(path)),
  );
  for (const file of beside.slice(0, 100))
    for (const module of outlinePython((await look.text(file.path)) ?? '').imports) imports.add(module);
  return [...imports].sort();
}

/** Names under which files beside the script are imported. */
function modulesOf(look: Look, path: string): ReadonlySet<string> {
  const folder = folderOf(path);
  const below = look.tree.files
    .map((file) => file.path)
    .filter((one) => one.endsWith('.py') && one.startsWith(folder));
  return new Set(
    below.flatMap((one) => [
      nameOfPath(one).slice(0, -3),
      one.slice(folder === '' ? 0 : folder.length + 1).split('/')[0] ?? '',
    ]),
  );
}

function unknownImports(path: string, modules: readonly string[]): Finding {
  return finding(
    'warns',
    'imports-unknown',
    'Some imports are not known',
    `${path}, or a module beside it, imports ${listed(modules)}; which distribution brings it is not recorded.`,
    'Name the distribution in a requirements.txt beside the model.',
  );
}

function inferenceOf({ functions, names }: PythonOutline) {
  const wanted = ['model_fn', 'input_fn', 'predict_fn', 'output_fn', 'transform_fn'];
  const found = wanted.filter((name) => names.includes(name) || functions.some((one) => one.name === name));
  if (!found.includes('model_fn')) return undefined;
  return {
    framework: 'inference-py' as const,
    formatTitle: 'inference.py in the form of SageMaker’s containers',
    entry: found.join(', '),
  };
}

function scoreOf({ functions }: PythonOutline) {
  const has = (name: string) => functions.some((one) => one.name === name);
  if (!has('init') || !has('run')) return undefined;
  return {
    framework: 'score-py' as const,
    formatTitle: 'score.py in the form of Azure Machine Learning',
    entry: 'init, run',
  };
}

function predictOf({ functions, classes, names }: PythonOutline) {
  const named = (list: readonly PythonFunction[], name: string) => list.find((one) => one.name === name);
  const predict = named(functions, 'predict');
  if (predict !== undefined || names.includes('predict')) {
    const load = named(functions, 'load') !== undefined || names.includes('load');
    return described(`${load ? 'load, ' : ''}predict`, predict?.generator === true);
  }
  const answering = classes.filter(
    ({ name, methods }) => named(methods, 'predict') !== undefined && !name.startsWith('_'),
  );
  const [only] = answering;
  if (only === undefined) return undefined;
  // Base classes come first: the last one that answers is the one that was meant.
  const chosen =
    answering.findLast(({ name }) => !answering.some(({ bases }) => bases.includes(name))) ?? only;
  return described(chosen.name, named(chosen.methods, 'predict')?.generator === true);
}

function described(entry: string, streams: boolean) {
  return {
    framework: 'predict-py' as const,
    formatTitle: streams ? 'predict.py whose answer is streamed' : 'predict.py',
    entry,
  };
}
