import type { Finding, Inspection } from '../../../contract/inspection.ts';
import { AppError } from '../../app-error.ts';
import { finding } from '../findings.ts';
import { folderOf, within, type Look } from '../look.ts';
import { listOf, objectOf, stringOf, type Plain } from '../plain.ts';
import { mlflowRequirements } from '../requirements/mlflow-requirements.ts';
import { mlflowSample } from '../signature/mlflow-sample.ts';
import { mlflowSignature } from '../signature/mlflow-signature.ts';
import type { Detected } from './detected.ts';

/** A model folder of MLflow, by its `MLmodel`. Throws `model.unreadable` when that is no YAML with flavours. */
export async function detectMlflow(look: Look, marker: string): Promise<Detected | undefined> {
  const folder = folderOf(marker);
  const document = objectOf(look.parts.models.readYaml((await look.text(marker)) ?? ''));
  const flavors = objectOf(document?.['flavors']);
  if (document === undefined || flavors === undefined)
    throw new AppError('model.unreadable', {
      cause: 'The file MLmodel is damaged, or is not the description of an MLflow model.',
      details: marker,
    });
  const generic = objectOf(flavors['python_function']);
  const [flavor = 'python_function'] = Object.keys(flavors).filter((name) => name !== 'python_function');
  const own = objectOf(flavors[flavor]);
  const { requirements, python } = await mlflowRequirements(look, folder, generic);
  const signature = mlflowSignature(document['signature']);
  const version = versionOf(flavor, own);
  const loader = stringOf(generic?.['loader_module']);
  const wanted = stringOf(generic?.['python_version']) ?? python;
  return {
    framework: 'mlflow',
    format: 'mlflow',
    formatTitle: `MLflow model, flavour ${flavor}`,
    model: folder,
    entry: loader ?? 'mlflow.pyfunc',
    ...(version !== undefined && { frameworkVersion: version }),
    ...(wanted !== undefined && shortPython(wanted) !== undefined && { python: shortPython(wanted) ?? '' }),
    libraries: librariesOf(document, flavor, version),
    ...(requirements === undefined
      ? { needs: ['mlflow', ...(distributions[flavor] ?? [])] }
      : { requirements }),
    ...(signature !== undefined && { signature, signatureSource: 'mlflow' as const }),
    sample: await sampleOf(look, folder, document),
    findings: findingsOf({ generic, loader, folder, hasSignature: signature !== undefined }),
  };
}

const distributions: Readonly<Record<string, readonly string[]>> = {
  sklearn: ['scikit-learn'],
  xgboost: ['xgboost'],
  lightgbm: ['lightgbm'],
  catboost: ['catboost'],
  pytorch: ['torch'],
  tensorflow: ['tensorflow'],
  keras: ['keras'],
  transformers: ['transformers'],
  spacy: ['spacy'],
  onnx: ['onnxruntime'],
};

/** `sklearn_version`, `xgb_version`, `lgb_version` and the like. */
function versionOf(flavor: string, own: Plain | undefined): string | undefined {
  const keys = [`${flavor}_version`, 'xgb_version', 'lgb_version', 'version'];
  return keys.map((key) => stringOf(own?.[key])).find((version) => version !== undefined);
}

function librariesOf(document: Plain, flavor: string, version: string | undefined): Record<string, string> {
  const mlflow = stringOf(document['mlflow_version']);
  const [distribution] = distributions[flavor] ?? [];
  return {
    ...(mlflow !== undefined && { mlflow }),
    ...(version !== undefined && distribution !== undefined && { [distribution]: version }),
  };
}

/** `3.11.7` as `3.11`. */
export function shortPython(version: string): string | undefined {
  return /(\d+\.\d+)/.exec(version)?.[1];
}

async function sampleOf(look: Look, folder: string, document: Plain): Promise<Inspection['sample']> {
  const info = objectOf(document['saved_input_example_info']);
  const path = stringOf(info?.['artifact_path']);
  if (path === undefined) return [];
  return mlflowSample(await look.json(within(folder, path)));
}

interface Facts {
  readonly generic: Plain | undefined;
  readonly loader: string | undefined;
  readonly folder: string;
  readonly hasSignature: boolean;
}

function findingsOf({ generic, loader, folder, hasSignature }: Facts): Finding[] {
  const code = stringOf(generic?.['code']) ?? listOf(generic?.['code'])?.map(String).join(', ');
  const ownLoader = loader !== undefined && !/^mlflow\.[a-z_.]+$/.test(loader);
  return [
    ...(generic === undefined
      ? [
          finding(
            'blocks',
            'mlflow-flavour',
            'The model has no python_function',
            'It was saved by another language, or without the flavour that every server uses.',
            'Save the model again with MLflow for Python.',
          ),
        ]
      : []),
    ...(ownLoader
      ? [
          finding(
            'accept',
            'mlflow-loader',
            'The model is loaded by code of its own',
            `Its loader_module is ${loader}, which is not part of MLflow.`,
            'Read that code first. It will only ever run in a locked-down container.',
          ),
        ]
      : []),
    ...(code === undefined
      ? []
      : [
          finding(
            'accept',
            'mlflow-code',
            'The model brings its own code',
            `The folder ${within(folder, code)} is put on Python’s path, and its modules can run while the model is loaded.`,
            'Read that code first. It will only ever run in a locked-down container.',
          ),
        ]),
    ...(hasSignature
      ? []
      : [
          finding(
            'info',
            'mlflow-signature',
            'The model was saved without a signature',
            'The file MLmodel has no signature that can be enforced.',
            'Log the model with input_example= or signature=infer_signature(…).',
          ),
        ]),
  ];
}
