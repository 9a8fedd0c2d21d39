import type { ServedColumn, ServedSignature } from '../../../contract/inspection.ts';
import { readProtobuf, type MessageShape } from '../bytes/protobuf.ts';
import { finding, listed } from '../findings.ts';
import { folderOf, namedFault, type Look } from '../look.ts';
import type { Detected } from './detected.ts';

interface Tensor {
  name: string;
  type: number;
  shape?: number[];
}

interface Signature {
  key: string;
  inputs: Tensor[];
  outputs: Tensor[];
}

interface SavedModel {
  version?: string;
  tags: string[];
  signatures: Signature[];
  operators: Set<string>;
  graphs: number;
}

/** Operators that call Python, or read and write files of their own choice. */
const dangerous = new Set([
  'PyFunc',
  'PyFuncStateless',
  'EagerPyFunc',
  'ReadFile',
  'WriteFile',
  'MatchingFiles',
  'LoadLibrary',
]);

/** The folder of a TensorFlow SavedModel; undefined when `saved_model.pb` holds no graph. */
export async function detectSavedModel(look: Look, marker: string): Promise<Detected | undefined> {
  const model: SavedModel = { tags: [], signatures: [], operators: new Set(), graphs: 0 };
  try {
    await readProtobuf(look.source(marker), look.file(marker)?.bytes ?? 0, shapeOf(model), look);
  } catch (error) {
    throw namedFault(error, marker);
  }
  if (model.graphs === 0) return undefined;
  const served = model.signatures.find(({ key }) => key === 'serving_default');
  const signature = served && servedSignature(served);
  const keys = model.signatures.map(({ key }) => key).filter((key) => !key.startsWith('__'));
  return {
    framework: 'tensorflow',
    format: 'saved-model',
    formatTitle: 'TensorFlow SavedModel',
    model: folderOf(marker),
    entry: keys.length === 0 ? 'no signatures' : listed(keys),
    ...(model.version !== undefined && {
      frameworkVersion: model.version,
      libraries: { tensorflow: model.version },
    }),
    needs: ['tensorflow'],
    ...(signature !== undefined && { signature, signatureSource: 'file' as const }),
    findings: findingsOf(model, served !== undefined),
  };
}

function findingsOf({ operators }: SavedModel, served: boolean) {
  const found = [...operators].filter((name) => dangerous.has(name));
  return [
    ...found.map((name) =>
      finding(
        'accept',
        `tensorflow:${name}`,
        `The graph has the operator ${name}`,
        'It calls Python code, or reads and writes files, while the model answers.',
        'Export the model again without it.',
      ),
    ),
    ...(served
      ? []
      : [
          finding(
            'blocks',
            'tensorflow-signature',
            'The model has no signature to serve',
            'There is no signature of the name serving_default.',
            'Export the model with signatures={"serving_default": …}, or with model.export().',
          ),
        ]),
  ];
}

/** Fields of saved_model.proto, meta_graph.proto, graph.proto, function.proto and node_def.proto. */
function shapeOf(model: SavedModel): MessageShape {
  const node = (): MessageShape => ({
    2: { text: (value) => model.operators.size < 5000 && model.operators.add(value) },
  });
  const functions = (): MessageShape => ({ 1: { message: () => ({ 3: { message: node } }) } });
  const facts = (): MessageShape => ({
    4: { text: (value) => model.tags.push(value.slice(0, 80)) },
    5: {
      text: (value) => {
        model.version = value.slice(0, 40);
      },
    },
  });
  return {
    2: {
      message: () => {
        model.graphs += 1;
        return {
          1: { message: facts },
          2: { message: () => ({ 1: { message: node }, 2: { message: functions } }) },
          5: { message: () => signatureShape(model.signatures) },
        };
      },
    },
  };
}

function signatureShape(signatures: Signature[]): MessageShape {
  if (signatures.length >= 1000) return {};
  const signature: Signature = { key: '', inputs: [], outputs: [] };
  signatures.push(signature);
  return {
    1: { text: (value) => (signature.key = value) },
    2: {
      message: () => ({
        1: { message: () => tensorShape(signature.inputs) },
        2: { message: () => tensorShape(signature.outputs) },
      }),
    },
  };
}

function tensorShape(tensors: Tensor[]): MessageShape {
  if (tensors.length >= 1000) return {};
  const tensor: Tensor = { name: '', type: 0 };
  tensors.push(tensor);
  const dimensions = (): MessageShape => {
    const shape = (tensor.shape ??= []);
    return {
      2: {
        message: () => {
          const index = shape.push(0) - 1;
          return { 1: { number: (size) => (shape[index] = size) } };
        },
      },
    };
  };
  return {
    1: { text: (value) => (tensor.name = value) },
    2: { message: () => ({ 2: { number: (type) => (tensor.type = type) }, 3: { message: dimensions } }) },
  };
}

function servedSignature({ inputs, outputs }: Signature): ServedSignature | undefined {
  const columns = inputs.map(columnOf);
  const known = columns.filter((column) => column !== undefined);
  if (known.length === 0 || known.length < columns.length) return undefined;
  return { inputs: known, output: { task: 'other', name: outputs[0]?.name ?? 'output' } };
}

/** Types of tensorflow/core/framework/types.proto: 7 is text, 10 is yes or no. */
function columnOf({ name, type, shape }: Tensor): ServedColumn | undefined {
  const rest = shape?.slice(1);
  if (rest === undefined || rest.some((size) => size < 1)) return undefined;
  const kind = type === 7 ? 'string' : type === 10 ? 'boolean' : 'number';
  if (rest.length === 0) return { name, type: kind };
  return kind === 'number' ? { name, type: 'tensor', shape: rest } : undefined;
}
