import type { ServedColumn, ServedSignature } from '../../../contract/inspection.ts';
import { AppError } from '../../app-error.ts';
import { readProtobuf, type MessageShape } from '../bytes/protobuf.ts';
import { countedLabels } from '../pickle/estimator.ts';
import { folderOf, namedFault, within, type Look } from '../look.ts';
import type { Detected } from './detected.ts';
import { finding, listed } from '../findings.ts';

/** An input or output of a graph. A dimension without a size is undefined. */
export interface GraphValue {
  name: string;
  /** As in ONNX's TensorProto.DataType; 0 for what is no tensor. */
  type: number;
  dimensions?: (number | undefined)[];
}

interface Graph {
  irVersion: number;
  producer: string;
  producerVersion: string;
  opsets: { domain: string; version: number }[];
  inputs: GraphValue[];
  outputs: GraphValue[];
  initializers: Set<string>;
  /** Files with weights beside the model. */
  external: Set<string>;
  classLabels: string[];
  domains: Set<string>;
  hasGraph: boolean;
  nodes: number;
}

const mostKept = 20_000;

/** Reads an ONNX file; undefined when it is none. Throws `model.truncated`, `model.unreadable`. */
export async function detectOnnx(look: Look, path: string): Promise<Detected | undefined> {
  const graph = await readGraph(look, path);
  if (!graph.hasGraph) return undefined;
  const inputs = graph.inputs.filter(({ name }) => !graph.initializers.has(name));
  const signature = graphSignature(inputs, graph.outputs, graph.classLabels);
  const opset = graph.opsets.find(({ domain }) => domain === '' || domain === 'ai.onnx')?.version;
  const own = [...graph.domains].filter(
    (domain) => !['', 'ai.onnx', 'ai.onnx.ml', 'com.microsoft'].includes(domain),
  );
  const external = [...graph.external].map((file) => within(folderOf(path), file));
  const missing = external.filter((file) => look.file(file) === undefined);
  return {
    framework: 'onnx',
    format: 'onnx',
    formatTitle: `ONNX${opset === undefined ? '' : `, opset ${opset}`}`,
    model: path,
    entry: `${graph.nodes} nodes: ${signatureText(inputs)} -> ${signatureText(graph.outputs)}`,
    ...(graph.producer !== '' && { libraries: { [graph.producer]: graph.producerVersion || 'unknown' } }),
    ...(signature !== undefined && { signature, signatureSource: 'file' as const }),
    needs: ['onnxruntime'],
    beside: external,
    findings: [
      ...(own.length === 0
        ? []
        : [
            finding(
              'blocks',
              'onnx-operators',
              'The graph needs operators of its own',
              `Operators of the domain ${listed(own)} are not part of ONNX Runtime.`,
              'Export the model with standard operators only.',
            ),
          ]),
      ...(missing.length === 0
        ? []
        : [
            finding(
              'blocks',
              'onnx-weights',
              'Weights of the graph are missing',
              `The graph keeps weights in ${listed(missing)}, which is not beside it.`,
              'Put the file beside the model, under this name.',
            ),
          ]),
    ],
  };
}

async function readGraph(look: Look, path: string): Promise<Graph> {
  const graph: Graph = {
    ...{ irVersion: 0, producer: '', producerVersion: '', opsets: [], inputs: [], outputs: [], nodes: 0 },
    ...{ initializers: new Set(), external: new Set(), classLabels: [], domains: new Set(), hasGraph: false },
  };
  try {
    await readProtobuf(look.source(path), look.file(path)?.bytes ?? 0, modelShape(graph), look);
  } catch (error) {
    throw namedFault(error, path);
  }
  const outside = [...graph.external].find(
    (file) => file.startsWith('/') || file.split(/[\\/]/).includes('..'),
  );
  if (outside !== undefined)
    throw new AppError('model.unreadable', {
      cause: 'The graph wants to read a file outside of its own folder.',
      details: `${path} names ${outside} as a file with weights.`,
    });
  return graph;
}

/** Fields of onnx.proto's ModelProto. */
function modelShape(graph: Graph): MessageShape {
  const opset = (): MessageShape => {
    const entry = { domain: '', version: 0 };
    graph.opsets.push(entry);
    return {
      1: { text: (value) => (entry.domain = value) },
      2: { number: (value) => (entry.version = value) },
    };
  };
  return {
    1: { number: (value) => (graph.irVersion = value) },
    2: { text: (value) => (graph.producer = value.slice(0, 80)) },
    3: { text: (value) => (graph.producerVersion = value.slice(0, 80)) },
    7: {
      message: () => {
        graph.hasGraph = true;
        return graphShape(graph);
      },
    },
    8: { message: opset },
  };
}

function graphShape(graph: Graph): MessageShape {
  return {
    1: {
      message: () => {
        graph.nodes += 1;
        return nodeShape(graph);
      },
    },
    5: {
      message: () => ({
        8: { text: (value) => keep(graph.initializers, value) },
        13: { message: () => externalShape(graph) },
      }),
    },
    11: { message: () => valueShape(graph.inputs) },
    12: { message: () => valueShape(graph.outputs) },
  };
}

function keep(set: Set<string>, value: string): void {
  if (set.size < mostKept) set.add(value);
}

function externalShape(graph: Graph): MessageShape {
  let key = '';
  return {
    1: { text: (value) => (key = value) },
    2: { text: (value) => key === 'location' && keep(graph.external, value) },
  };
}

/** NodeProto: its domain, and the labels that classifiers of ai.onnx.ml carry. */
function nodeShape(graph: Graph): MessageShape {
  return {
    7: { text: (value) => keep(graph.domains, value) },
    5: {
      message: () => {
        const attribute = { name: '', labels: [] as string[] };
        const told = (value: string) => {
          if (!/^class(labels_(strings|int64s)|es)$|^classlabels_ints$/.test(attribute.name)) return;
          if (attribute.labels.length === 0) graph.classLabels = attribute.labels;
          if (attribute.labels.length < mostKept) attribute.labels.push(value);
        };
        return {
          1: { text: (value) => (attribute.name = value) },
          8: { number: (value) => told(String(value)) },
          9: { text: told },
        };
      },
    },
  };
}

/** ValueInfoProto: name, and of a tensor its type and shape. */
function valueShape(values: GraphValue[]): MessageShape {
  if (values.length >= mostKept) return {};
  const value: GraphValue = { name: '', type: 0 };
  values.push(value);
  const dimension = (): MessageShape => {
    const dimensions = (value.dimensions ??= []);
    const index = dimensions.push(undefined) - 1;
    return { 1: { number: (size) => (dimensions[index] = size > 0 ? size : undefined) } };
  };
  return {
    1: { text: (name) => (value.name = name) },
    2: {
      message: () => ({
        1: {
          message: () => ({
            1: { number: (type) => (value.type = type) },
            2: {
              message: () => {
                value.dimensions ??= [];
                return { 1: { message: dimension } };
              },
            },
          }),
        },
      }),
    },
  };
}

const typeNames: Readonly<Record<number, string>> = {
  ...{ 1: 'float', 2: 'uint8', 3: 'int8', 5: 'int16', 6: 'int32', 7: 'int64', 8: 'string', 9: 'bool' },
  ...{ 10: 'float16', 11: 'double', 12: 'uint32', 13: 'uint64', 16: 'bfloat16' },
};

function signatureText(values: readonly GraphValue[]): string {
  const text = values.slice(0, 4).map(({ name, type, dimensions }) => {
    const shape = dimensions?.map((size) => (size === undefined || size === 0 ? '?' : size)).join('×');
    return `${name} ${typeNames[type] ?? 'other'}${shape === undefined ? '' : `[${shape}]`}`;
  });
  return [...text, ...(values.length > 4 ? ['…'] : [])].join(', ');
}

/**
 * Columns from the inputs of a graph whose first dimension counts rows. A matrix is one column for each of its places when there are
 * few; several inputs of width 1 are columns by name.
 */
export function graphSignature(
  inputs: readonly GraphValue[],
  outputs: readonly GraphValue[],
  labels: readonly string[] = [],
): ServedSignature | undefined {
  const columns = inputs.flatMap((input) => columnsOf(input, inputs.length) ?? []);
  const [first] = outputs;
  if (
    columns.length === 0 ||
    first === undefined ||
    inputs.some((input) => columnsOf(input, inputs.length) === undefined)
  )
    return undefined;
  const scores = outputs.find(({ name, type }) => /prob|score/i.test(name) && (type === 1 || type === 11));
  const width = (scores ?? first).dimensions?.at(-1);
  if (labels.length > 1)
    return {
      inputs: columns,
      output: {
        task: 'classification',
        name: first.name || 'label',
        labels: labels.map((value) => ({ value, title: value })),
      },
    };
  if (scores !== undefined && width !== undefined && width > 1)
    return {
      inputs: columns,
      output: { task: 'classification', name: first.name || 'label', labels: countedLabels(width) },
    };
  const single = first.dimensions?.slice(1).every((size) => size === 1) === true;
  const numeric = first.type === 1 || first.type === 11;
  return {
    inputs: columns,
    output: { task: single && numeric ? 'regression' : 'other', name: first.name || 'value' },
  };
}

/** Widest matrix that becomes a column for each place. */
const widestTable = 512;

function columnsOf({ name, type, dimensions }: GraphValue, inputs: number): ServedColumn[] | undefined {
  const kind = type === 8 ? 'string' : type === 9 ? 'boolean' : 'number';
  const rest = dimensions?.slice(1);
  if (type === 0 || dimensions === undefined || dimensions.length === 0 || rest === undefined)
    return undefined;
  if (rest.length === 0) return [{ name, type: kind }];
  if (rest.some((size) => size === undefined || size === 0)) return undefined;
  const shape = rest.map((size) => size ?? 0);
  const [width = 0] = shape;
  // Several matrices are told apart by their names only as columns of their own.
  const isTensor = shape.length > 1 || width > widestTable || (inputs > 1 && width > 1);
  if (isTensor) return kind === 'number' ? [{ name, type: 'tensor', shape }] : undefined;
  if (width === 1) return [{ name, type: kind }];
  return Array.from({ length: width }, (_, index) => ({ name: `x${index}`, type: kind }));
}
