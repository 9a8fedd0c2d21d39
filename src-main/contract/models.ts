import * as z from 'zod';

/** One input of a model. A tabular model has one per column, an image model one with a `shape`. */
export const Column = z.object({
  name: z.string().min(1),
  title: z.string(),
  type: z.enum(['number', 'integer', 'string', 'tensor']),
  description: z.string().optional(),
  unit: z.string().optional(),
  /** Range seen in training: the form's slider. Values outside are allowed and marked as outside. */
  min: z.number().optional(),
  max: z.number().optional(),
  step: z.number().positive().optional(),
  /** Closed set for `string` columns. */
  categories: z.array(z.string()).optional(),
  /** Rows by columns for `tensor`; values lie in min..max. */
  shape: z.array(z.int().positive()).optional(),
});
export type Column = z.infer<typeof Column>;

/** What a model takes and gives. */
export const Signature = z.object({
  inputs: z.array(Column).min(1),
  output: z.discriminatedUnion('task', [
    z.object({
      task: z.literal('classification'),
      name: z.string(),
      /** In the order of the model's scores. */
      labels: z.array(z.object({ value: z.string(), title: z.string() })).min(2),
    }),
    z.object({
      task: z.literal('regression'),
      name: z.string(),
      unit: z.string().optional(),
      /** Range of the target in training. */
      min: z.number().optional(),
      max: z.number().optional(),
    }),
  ]),
});
export type Signature = z.infer<typeof Signature>;

export const Cell = z.union([z.number(), z.string(), z.array(z.array(z.number()))]);
export type Cell = z.infer<typeof Cell>;

/** One row by column name. */
export const Row = z.record(z.string(), Cell);
export type Row = z.infer<typeof Row>;

/** One prediction: the same shape for every route, before the route wraps it. */
export const Prediction = z.union([
  z.object({ label: z.string(), score: z.number(), scores: z.record(z.string(), z.number()) }),
  z.object({ value: z.number() }),
]);
export type Prediction = z.infer<typeof Prediction>;

/** `model.json`, beside `model.onnx` in a model folder. */
export const ModelCard = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  summary: z.string(),
  kind: z.enum(['tabular', 'image']),
  signature: Signature,
  /** How columns reach the ONNX graph: each graph input takes the named columns, in order. */
  onnx: z.object({
    inputs: z
      .array(
        z.object({
          name: z.string(),
          columns: z.array(z.string()).min(1),
          type: z.enum(['float32', 'int64', 'string']),
          /** Shape of one row; the batch dimension comes in front. */
          shape: z.array(z.int().positive()),
        }),
      )
      .min(1),
    /** Graph output with the scores `[rows, labels]` or the values `[rows, 1]`. */
    output: z.string(),
  }),
  /** Rows to start from; `expected` is what the training library answered for the row. */
  examples: z.array(z.object({ title: z.string(), row: Row, expected: Prediction })).min(1),
  training: z.object({
    algorithm: z.string(),
    library: z.string(),
    rows: z.int().positive(),
    metric: z.object({ name: z.string(), value: z.number(), unit: z.string().optional() }),
  }),
  data: z.object({
    name: z.string(),
    licence: z.string(),
    licenceUrl: z.url(),
    source: z.string(),
    attribution: z.string(),
  }),
});
export type ModelCard = z.infer<typeof ModelCard>;

/** A model the engine can serve. */
export const Model = ModelCard.omit({ onnx: true }).extend({
  source: z.enum(['sample']),
  framework: z.literal('onnx'),
  /** Size of the model file in bytes. */
  bytes: z.int(),
});
export type Model = z.infer<typeof Model>;
