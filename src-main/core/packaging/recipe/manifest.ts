import type { Framework, Inspection, ServedSignature } from '../../../contract/inspection.ts';

/** `model/slipway.json`: what the runtime and the workbench read. Its fields are those of `slipway_runtime/manifest.py`. */
export interface ModelManifest {
  readonly name: string;
  readonly version: string;
  readonly framework: Framework;
  /** Relative to the manifest; empty for its folder. */
  readonly model: string;
  readonly entry?: string;
  readonly signature?: ServedSignature;
  /** Rows that the model must answer before it is called ready. */
  readonly sample: readonly Readonly<Record<string, unknown>>[];
  readonly options?: Readonly<Record<string, unknown>>;
}

/** The manifest that serves a model as it was inspected. A conversion brings its own, written by the workbench. */
export function modelManifest(
  { framework, model, entry, sample }: Inspection,
  { name, version }: { readonly name: string; readonly version: string },
  signature: ServedSignature | undefined,
): ModelManifest {
  const loaded = entryToLoad(framework, entry);
  return {
    name,
    version,
    framework,
    model,
    ...(loaded !== undefined && { entry: loaded }),
    ...(signature !== undefined && { signature }),
    sample: sample.map((row) => onlyColumns(row, signature)),
  };
}

export function manifestText(manifest: ModelManifest): string {
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** An inspection's entry describes; the runtime's names what is called: the class of a predict.py, `file.py:Class` of a module. */
function entryToLoad(framework: Framework, entry: string | undefined): string | undefined {
  if (framework === 'predict-py') return /^(?!predict$)[A-Za-z_]\w*$/.test(entry ?? '') ? entry : undefined;
  if (framework === 'torch') return /^[^:]+\.py:[A-Za-z_]\w*$/.test(entry ?? '') ? entry : undefined;
  return undefined;
}

/** Rows of a training file may hold more than the model takes, such as what it predicts. */
function onlyColumns(
  row: Readonly<Record<string, unknown>>,
  signature: ServedSignature | undefined,
): Readonly<Record<string, unknown>> {
  if (signature === undefined) return row;
  return Object.fromEntries(
    signature.inputs.flatMap(({ name }) => (Object.hasOwn(row, name) ? [[name, row[name]]] : [])),
  );
}
