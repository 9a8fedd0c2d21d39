import * as z from 'zod';
import { ErrorRecord } from './errors.ts';
import { Prediction } from './models.ts';
import type { RouteId } from './serving.ts';

const routeIds = ['rest', 'sagemaker', 'vertex', 'azureml', 'oip'] as const satisfies readonly RouteId[];

/** Where a number comes from. Nothing rehearsed is ever shown as live. */
export const Evidence = z.enum(['local-process', 'real-container', 'rehearsal-cloud', 'live-cloud']);
export type Evidence = z.infer<typeof Evidence>;

export const PredictInput = z.object({
  modelId: z.string(),
  route: z.enum(routeIds),
  /** Sent as it is, so that a server's own answer to bad input can be seen. */
  body: z.string(),
});

const Headers = z.record(z.string(), z.string());

/** One exchange with a served model, as it went over the wire. */
export const Exchange = z.object({
  evidence: Evidence,
  request: z.object({ method: z.string(), url: z.string(), headers: Headers, body: z.string() }),
  response: z.object({ status: z.int(), headers: Headers, body: z.string(), truncated: z.boolean() }),
  /** From sending the first byte to reading the last, in milliseconds. */
  durationMs: z.number(),
  /** Set when the answer is 200. */
  predictions: z.array(Prediction).optional(),
  /** Set when it is not, or when the answer cannot be read. */
  problem: ErrorRecord.optional(),
});
export type Exchange = z.infer<typeof Exchange>;

/** Response bodies longer than this many characters are cut in an `Exchange`. */
export const maxShownBody = 256 * 1024;

export const BatchInput = z.object({
  modelId: z.string(),
  /** Absolute path of a .csv file with a header line or a .jsonl file. */
  inputPath: z.string().min(1),
  /** Absolute path of the JSON Lines result; beside the input when left out. */
  outputPath: z.string().min(1).optional(),
});
export type BatchInput = z.infer<typeof BatchInput>;

export const BatchResult = z.object({
  outputPath: z.string(),
  rows: z.int(),
  evidence: Evidence,
  durationMs: z.number(),
});
export type BatchResult = z.infer<typeof BatchResult>;

/** A running model server. */
export const Server = z.object({
  id: z.string(),
  modelId: z.string(),
  evidence: Evidence,
  url: z.string(),
  pid: z.int(),
  startedAt: z.string(),
  /** From the start of the process to the first truthful readiness, in milliseconds. */
  readyMs: z.number(),
});
export type Server = z.infer<typeof Server>;
