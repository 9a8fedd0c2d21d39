import type { Finding, ServedSignature } from '../../../contract/inspection.ts';
import { finding, listed } from '../findings.ts';
import { folderOf, within, type Look } from '../look.ts';
import { listOf, objectOf, stringOf, stringsOf, type Plain } from '../plain.ts';
import type { Detected } from './detected.ts';

const weights =
  /^(model|pytorch_model|tf_model|flax_model|adapter_model)(-\d+-of-\d+)?\.(safetensors|bin|h5|msgpack)(\.index\.json)?$/;

/** The folder of a Hugging Face transformers model: `config.json` with its type, and weights beside it. */
export async function detectTransformers(look: Look, marker: string): Promise<Detected | undefined> {
  const config = objectOf(await look.json(marker));
  const folder = folderOf(marker);
  const type = stringOf(config?.['model_type']);
  const architectures = stringsOf(config?.['architectures']) ?? [];
  if (config === undefined || (type === undefined && architectures.length === 0)) return undefined;
  const beside = look.tree.files
    .filter(({ path }) => folderOf(path) === folder)
    .map(({ path }) => path.slice(path.lastIndexOf('/') + 1));
  if (!beside.some((name) => weights.test(name))) return undefined;
  const version = stringOf(config['transformers_version']);
  const entry = architectures[0] ?? type ?? '';
  const signature = signatureOf(entry, config);
  return {
    framework: 'transformers',
    format: 'transformers',
    formatTitle: `Hugging Face transformers${type === undefined ? '' : `, ${type}`}`,
    model: folder,
    entry,
    ...(version !== undefined && { frameworkVersion: version, libraries: { transformers: version } }),
    needs: [
      'transformers',
      'torch',
      ...(beside.some((name) => name.endsWith('.safetensors')) ? ['safetensors'] : []),
    ],
    ...(signature !== undefined && { signature, signatureSource: 'file' as const }),
    findings: findingsOf(look, folder, config, beside),
  };
}

function findingsOf(look: Look, folder: string, config: Plain, beside: readonly string[]): Finding[] {
  const code = Object.values(objectOf(config['auto_map']) ?? {})
    .flatMap((value) => listOf(value) ?? [value])
    .map(String);
  const tokens = [
    'tokenizer.json',
    'tokenizer_config.json',
    'vocab.txt',
    'vocab.json',
    'spiece.model',
    'preprocessor_config.json',
  ];
  return [
    ...(code.length === 0
      ? []
      : [
          finding(
            'accept',
            'transformers-code',
            'The model brings its own code',
            `config.json wants ${listed(code)}: it loads with trust_remote_code alone, which runs files of the folder.`,
            'Use a model whose classes are part of transformers, or add a predict.py that imports the code.',
          ),
        ]),
    ...(tokens.some((name) => look.file(within(folder, name)) !== undefined)
      ? []
      : [
          finding(
            'warns',
            'transformers-tokenizer',
            'There is no tokenizer',
            `None of ${listed(tokens)} is beside the weights.`,
            'Save the tokenizer or the processor into the same folder: tokenizer.save_pretrained(folder).',
          ),
        ]),
    ...(beside.some((name) => name.endsWith('.bin')) && !beside.some((name) => name.endsWith('.safetensors'))
      ? [
          finding(
            'info',
            'pickle',
            'The weights are in a pickle',
            'pytorch_model.bin is a pickle, which names functions that are called while it is loaded.',
            'Save the model again with safe_serialization=True: safetensors files hold data alone.',
          ),
        ]
      : []),
  ];
}

/** Suffixes of class names, with the task of a pipeline that they answer. */
const tasks: readonly (readonly [RegExp, string])[] = [
  [/ForSequenceClassification$/, 'text-classification'],
  [/ForTokenClassification$/, 'token-classification'],
  [/ForCausalLM$|LMHeadModel$/, 'text-generation'],
  [/ForConditionalGeneration$|ForSeq2SeqLM$/, 'text2text-generation'],
  [/ForMaskedLM$/, 'fill-mask'],
  [/ForImageClassification$/, 'image-classification'],
  [/ForQuestionAnswering$/, 'question-answering'],
  [/Model$/, 'feature-extraction'],
];

/** The task of a transformers pipeline that a class answers. */
export function pipelineTask(architecture: string): string | undefined {
  return tasks.find(([pattern]) => pattern.test(architecture))?.[1];
}

/** Text comes in where the task takes text; what comes out is the pipeline's own answer. */
function signatureOf(entry: string, config: Plain): ServedSignature | undefined {
  const task = pipelineTask(entry);
  if (task === undefined || task === 'image-classification' || task === 'question-answering')
    return undefined;
  const labels = task === 'text-classification' ? labelsIn(config) : undefined;
  return {
    inputs: [{ name: 'text', type: 'string' }],
    output:
      labels === undefined
        ? { task: 'other', name: task }
        : { task: 'other', name: 'label', labels: labels.map((value) => ({ value, title: value })) },
  };
}

function labelsIn(config: Plain): string[] | undefined {
  const entries = Object.entries(objectOf(config['id2label']) ?? {}).sort(
    ([a], [b]) => Number(a) - Number(b),
  );
  return entries.length === 0 ? undefined : entries.map(([, label]) => String(label));
}
