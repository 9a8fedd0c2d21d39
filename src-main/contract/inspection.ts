import * as z from 'zod';

/** What loads and asks a model: the adapters of the serving runtime, by name. */
export const frameworks = [
  'onnx',
  'sklearn',
  'xgboost',
  'lightgbm',
  'catboost',
  'mlflow',
  'tensorflow',
  'keras',
  'torch',
  'transformers',
  'spacy',
  'predict-py',
  'inference-py',
  'score-py',
] as const;
export const Framework = z.enum(frameworks);
export type Framework = z.infer<typeof Framework>;

/** Something an inspection saw that matters for packaging. */
export const Finding = z.object({
  /** Stable for the same model: accepting it means naming it again. */
  id: z.string(),
  /** `blocks`: cannot be packaged until it is mended. `accept`: dangerous, packaged only once a person has accepted it. */
  severity: z.enum(['blocks', 'accept', 'warns', 'info']),
  title: z.string(),
  /** What was seen, and where. */
  observed: z.string(),
  fix: z.string(),
});
export type Finding = z.infer<typeof Finding>;

/** One input of a served model, as the runtime enforces it. */
export const ServedColumn = z.object({
  name: z.string().min(1),
  type: z.enum(['number', 'integer', 'string', 'boolean', 'tensor']),
  title: z.string().optional(),
  /** Closed set for `string` columns. */
  categories: z.array(z.string()).optional(),
  /** Shape of one row for `tensor`. */
  shape: z.array(z.int().nonnegative()).optional(),
  /** True when a missing value (absent or null) reaches the model. */
  optional: z.boolean().optional(),
  /** Range in the sample rows. */
  min: z.number().optional(),
  max: z.number().optional(),
});
export type ServedColumn = z.infer<typeof ServedColumn>;

/** What a packaged model takes and gives; `other` answers any JSON. */
export const ServedSignature = z.object({
  inputs: z.array(ServedColumn).min(1),
  output: z.object({
    task: z.enum(['classification', 'regression', 'other']),
    name: z.string(),
    /** In the order of the model's scores. */
    labels: z.array(z.object({ value: z.string(), title: z.string() })).optional(),
  }),
});
export type ServedSignature = z.infer<typeof ServedSignature>;

/** A pickle, read by its opcodes and never loaded. */
export const PickleFacts = z.object({
  /** Where in the model; `archive.pt!data.pkl` inside a zip. */
  path: z.string(),
  protocol: z.int(),
  /** Every global it imports, with the number of calls, and what is thought of it. */
  globals: z.array(
    z.object({
      name: z.string(),
      verdict: z.enum(['known', 'unknown', 'dangerous']),
      calls: z.int(),
      /** Its arguments, where they are plain and the global is dangerous. */
      arguments: z.string().optional(),
    }),
  ),
});
export type PickleFacts = z.infer<typeof PickleFacts>;

/** What a model on disk is, found by reading its bytes. */
export const Inspection = z.object({
  /** As given. */
  path: z.string(),
  /** Suggested name: lower-case letters, digits and dashes. */
  name: z.string(),
  framework: Framework,
  /** How it was written: `joblib`, `pickle`, `skops`, `xgboost-json`, `saved-model` and the like. */
  format: z.string(),
  formatTitle: z.string(),
  archive: z.enum(['tar.gz', 'zip']).optional(),
  /** The model's file or folder, relative to the root of the model: of the archive, the folder, or the file's folder. Empty for the root itself. */
  model: z.string(),
  /** Files that belong to the model, relative to the same root, with sizes in bytes. */
  files: z.array(z.object({ path: z.string(), bytes: z.int() })),
  bytes: z.int(),
  /** Of the file; for a folder or an archive, of the sorted lines `<sha-256 of the file>  <path>\n`. Missing when hashing was left out. */
  sha256: z.string().optional(),
  /** The library that wrote it, as recorded in the file. */
  frameworkVersion: z.string().optional(),
  /** `3.11`: the Python it was written with or asks for. */
  python: z.string().optional(),
  /** Class or functions that answer: `sklearn.pipeline.Pipeline`, `Model`, `load, predict`. */
  entry: z.string().optional(),
  /** Versions recorded in the files, by distribution name. */
  libraries: z.record(z.string(), z.string()),
  requirements: z.object({
    source: z.enum(['mlflow', 'requirements.txt', 'conda', 'pyproject', 'inferred']),
    /** PEP 508, one requirement each, without the serving runtime's own. */
    lines: z.array(z.string()),
  }),
  signature: ServedSignature.optional(),
  signatureSource: z.enum(['file', 'mlflow', 'rows']).optional(),
  /** The first rows of the file with sample rows, by column: at most 20. */
  sample: z.array(z.record(z.string(), z.unknown())),
  pickles: z.array(PickleFacts),
  findings: z.array(Finding),
});
export type Inspection = z.infer<typeof Inspection>;

export const InspectInput = z.object({
  /** Absolute path of a file or folder. */
  path: z.string().min(1),
  /** Absolute path of a .csv or .jsonl file with rows the model was trained on. */
  rowsPath: z.string().min(1).optional(),
  /** The column of that file which the model predicts. */
  target: z.string().min(1).optional(),
});
export type InspectInput = z.infer<typeof InspectInput>;
