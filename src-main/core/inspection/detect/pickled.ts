import type { Finding, Framework, ServedSignature } from '../../../contract/inspection.ts';
import { finding } from '../findings.ts';
import type { Look } from '../look.ts';
import { describeEstimator, type EstimatorFacts } from '../pickle/estimator.ts';
import { knownLibraries } from '../pickle/known-globals.ts';
import { pickleFacts } from '../pickle/pickle-facts.ts';
import { recordedVersions } from '../pickle/recorded-versions.ts';
import type { PickleWalk } from '../pickle/walk-pickle.ts';
import { attributeOf, itemsOf } from '../pickle/pickle-value.ts';
import { objectsIn } from '../pickle/objects-in.ts';
import { boosterSignature, type BoosterFacts } from './booster-signature.ts';
import { boosterInText } from './lightgbm.ts';
import { boosterInBytes } from './xgboost.ts';
import type { Detected } from './detected.ts';

/** A model of one pickle that has been walked. `wrapped` says how the file is compressed. */
export async function detectPickled(
  look: Look,
  path: string,
  walk: PickleWalk,
  wrapped = '',
): Promise<Detected> {
  const facts = describeEstimator(walk.root);
  const isJoblib = walk.globals.some(({ module }) => module === 'joblib.numpy_pickle') || wrapped !== '';
  const libraries = recordedVersions(walk);
  const framework = frameworkOf(facts);
  const booster = await boosterOf(look, walk);
  if (booster?.version !== undefined) libraries['xgboost'] ??= booster.version;
  const signature = facts.signature ?? servedBooster(facts, booster);
  const features = facts.features ?? booster?.features;
  const kind = isJoblib ? 'joblib' : 'pickle';
  const version = libraries[distributions[framework] ?? ''];
  return {
    framework,
    format: kind,
    formatTitle: `${titles[framework] ?? facts.library} in a ${kind} file${wrapped === '' ? '' : ` (${wrapped})`}`,
    model: path,
    entry: facts.entry,
    libraries,
    ...(version !== undefined && { frameworkVersion: version }),
    needs: needsOf(walk, framework),
    ...(signature !== undefined && { signature, signatureSource: 'file' as const }),
    ...(features !== undefined && { features }),
    pickles: [pickleFacts(path, walk)],
    findings: [...adviceFor(framework, kind), ...rootFindings(facts)],
  };
}

/** What a booster among the first objects says: XGBoost keeps bytes, LightGBM its text. */
async function boosterOf(look: Look, walk: PickleWalk): Promise<BoosterFacts | undefined> {
  for (const object of objectsIn(walk.root)) {
    const held = attributeOf(object, 'handle') ?? attributeOf(object, '_handle');
    // A bytearray is made by a call of its own in protocols below 5.
    const handle = held?.kind === 'object' ? itemsOf(held.args)[0] : held;
    if (handle?.kind === 'bytes') return boosterInBytes(handle.head, look.pause);
    if (handle?.kind === 'text') return boosterInText(handle.value);
  }
  return undefined;
}

/** Columns as the booster knows them, the answer as the estimator around it does. */
function servedBooster(
  facts: EstimatorFacts,
  booster: BoosterFacts | undefined,
): ServedSignature | undefined {
  const signature = booster && boosterSignature(booster);
  return signature && { ...signature, output: facts.output ?? signature.output };
}

const distributions: Readonly<Partial<Record<Framework, string>>> = {
  ...{
    sklearn: 'scikit-learn',
    xgboost: 'xgboost',
    lightgbm: 'lightgbm',
    catboost: 'catboost',
    torch: 'torch',
  },
};
const titles: Readonly<Partial<Record<Framework, string>>> = {
  ...{
    sklearn: 'scikit-learn',
    xgboost: 'XGBoost',
    lightgbm: 'LightGBM',
    catboost: 'CatBoost',
    torch: 'PyTorch',
  },
};

function frameworkOf({ library }: EstimatorFacts): Framework {
  if (library === 'xgboost' || library === 'lightgbm' || library === 'catboost' || library === 'torch')
    return library;
  return 'sklearn';
}

/** Distributions of the libraries that the pickle imports. */
function needsOf({ globals }: PickleWalk, framework: Framework): string[] {
  const libraries = globals.map(({ module }) => knownLibraries.get(module.split('.')[0] ?? ''));
  const own = distributions[framework];
  return [...new Set([own, ...libraries].filter((name) => name !== undefined))];
}

function adviceFor(framework: Framework, kind: string): Finding[] {
  const better = framework === 'sklearn' ? 'skops or ONNX' : 'the library’s own format or ONNX';
  return [
    finding(
      'info',
      'pickle',
      'The model is a pickle',
      `A ${kind} file names functions that are called while it is loaded, and loads with the library versions that wrote it.`,
      `Save the model as ${better}: such files hold data alone. A pickle is only ever loaded in a locked-down container.`,
    ),
  ];
}

function rootFindings({ entry, library }: EstimatorFacts): Finding[] {
  if (knownLibraries.has(library)) return [];
  if (library === 'builtins' || library === 'collections')
    return [
      finding(
        'blocks',
        'pickle-object',
        'The pickle holds no model',
        `Its outermost object is ${entry}, which has no predict.`,
        'Save the estimator or pipeline itself, or add a predict.py that picks the parts out.',
      ),
    ];
  return [
    finding(
      library === '__main__' ? 'blocks' : 'warns',
      'pickle-class',
      'The class of the model is not part of a known library',
      `Its outermost object is of the class ${entry}.`,
      library === '__main__'
        ? 'Move the class into a module of its own, save the model again, and add a predict.py beside both.'
        : `Add the distribution that brings ${library} to the requirements, or add a predict.py beside the module.`,
    ),
  ];
}
