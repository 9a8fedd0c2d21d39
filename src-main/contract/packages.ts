import * as z from 'zod';
import { Finding, Framework, Inspection, ServedSignature } from './inspection.ts';
import { Evidence } from './predictions.ts';

export const pythons = ['3.10', '3.11', '3.12', '3.13'] as const;
export const platforms = ['linux/amd64', 'linux/arm64'] as const;

/** What a person decides about a package. Everything left out is chosen by the plan. */
export const PackageDraft = z.object({
  /** The job of the inspection that this package is made from. */
  inspectionId: z.string(),
  name: z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'lower-case letters, digits and dashes, at most 63'),
  /** Tag of the image. */
  version: z
    .string()
    .regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/, 'letters, digits, dots, dashes and underscores')
    .default('1'),
  python: z.enum(pythons).optional(),
  platform: z.enum(platforms).default('linux/amd64'),
  /** Replaces the base image: a mirror, a company's image, a CUDA variant. */
  baseImage: z.string().min(1).optional(),
  /** Replaces what the inspection found. */
  signature: ServedSignature.optional(),
  /** `auto`: serve an ONNX conversion when its answers agree with the model's. */
  fastPath: z.enum(['auto', 'off']).default('auto'),
  /** Findings of severity `accept` that a person has accepted, by id. */
  accepted: z.array(z.string()).default([]),
  /** Further requirements, PEP 508. */
  requirements: z.array(z.string()).default([]),
  /** Absolute path of a folder with wheels: nothing is then fetched from an index. */
  wheels: z.string().min(1).optional(),
  /** What to end with: an image, a process on this computer, or only the build folder. */
  product: z.enum(['image', 'process', 'folder']).default('image'),
  /** Absolute path of the build folder; below the state folder when left out. */
  folder: z.string().min(1).optional(),
});
export type PackageDraft = z.infer<typeof PackageDraft>;
export type PackageDraftInput = z.input<typeof PackageDraft>;

export const PlannedFile = z.object({
  path: z.string(),
  what: z.string(),
  /** Shown text; missing for binary files and for what only the build can write. */
  text: z.string().optional(),
  bytes: z.int().optional(),
});
export type PlannedFile = z.infer<typeof PlannedFile>;

export const PackagePlan = z.object({
  inspection: Inspection,
  name: z.string(),
  version: z.string(),
  python: z.enum(pythons),
  /** Why this Python. */
  pythonReason: z.string(),
  platform: z.enum(platforms),
  baseImage: z.string(),
  /** `slipway/<name>:<version>`. */
  tag: z.string(),
  signature: ServedSignature.optional(),
  requirements: z.array(z.object({ line: z.string(), why: z.string() })),
  files: z.array(PlannedFile),
  /** Bytes of the unpacked image, estimated from installed sizes of the known libraries. */
  size: z.object({ bytes: z.int(), parts: z.array(z.object({ title: z.string(), bytes: z.int() })) }),
  fastPath: z.object({ possible: z.boolean(), reason: z.string() }),
  /** Findings that stop the build: mended or accepted first. */
  stops: z.array(Finding),
});
export type PackagePlan = z.infer<typeof PackagePlan>;

/** One instruction of the build, as the engine reported it. */
export const BuildStep = z.object({
  number: z.int().positive(),
  total: z.int().positive(),
  /** Name of the stage it belongs to. */
  stage: z.string(),
  instruction: z.string(),
  cached: z.boolean(),
  /** Why it was not cached: the first instruction that changed, and what follows it. */
  reason: z.string(),
  durationMs: z.number(),
});
export type BuildStep = z.infer<typeof BuildStep>;

export const ImageLayer = z.object({
  /** What it holds, in words. */
  title: z.string(),
  createdBy: z.string(),
  bytes: z.int(),
});

export const Image = z.object({
  /** `sha256:…` of the configuration: the engine's own name for it. */
  id: z.string(),
  /** Digest in a registry, once pushed. */
  digest: z.string().optional(),
  tag: z.string(),
  platform: z.string(),
  /** Unpacked size. */
  bytes: z.int(),
  user: z.string(),
  entrypoint: z.array(z.string()),
  labels: z.record(z.string(), z.string()),
  /** From the base upwards. */
  layers: z.array(ImageLayer),
});
export type Image = z.infer<typeof Image>;

/** How the ONNX conversion compared with the model. */
export const FastPath = z.object({
  /** `used`: the conversion is served. `refused`: its answers differ. `failed`: it could not be made. `unavailable`: no converter. */
  state: z.enum(['used', 'refused', 'failed', 'unavailable', 'off']),
  reason: z.string(),
  comparedRows: z.int().optional(),
  labelMismatches: z.int().optional(),
  /** Greatest difference of a score, or relative difference of a value. */
  greatestDifference: z.number().optional(),
  tolerance: z.number().optional(),
  /** Time of the model and of its conversion for one row, in milliseconds, without HTTP. */
  originalMs: z.number().optional(),
  convertedMs: z.number().optional(),
});
export type FastPath = z.infer<typeof FastPath>;

/** What the locked-down run of the sample showed. */
export const SmokeRun = z.object({
  /** From start to readiness, in milliseconds. */
  readyMs: z.number(),
  /** Highest resident memory seen, in bytes. */
  memoryBytes: z.int().optional(),
  checks: z.array(z.object({ title: z.string(), passed: z.boolean(), observed: z.string() })),
  /** The sample's answer over each route. */
  answers: z.array(z.object({ route: z.string(), status: z.int(), body: z.string() })),
  /** Installed distributions as the container reports them. */
  installed: z.record(z.string(), z.string()),
});
export type SmokeRun = z.infer<typeof SmokeRun>;

/** A built package: an image or process with its schema, parts list and baseline. */
export const Package = z.object({
  id: z.string(),
  name: z.string(),
  version: z.string(),
  createdAt: z.string(),
  jobId: z.string(),
  /** As a draft: building it again starts here. */
  draft: PackageDraft,
  source: z.object({
    path: z.string(),
    sha256: z.string(),
    bytes: z.int(),
    framework: Framework,
    formatTitle: z.string(),
  }),
  /** What serves: `onnx` when the fast path is used. */
  servedBy: Framework,
  python: z.string(),
  platform: z.string(),
  baseImage: z.string(),
  evidence: Evidence,
  /** Missing for a process and for a folder only. */
  image: Image.optional(),
  /** Absolute path of the build folder. */
  folder: z.string(),
  files: z.array(z.object({ path: z.string(), bytes: z.int() })),
  lockSha256: z.string(),
  signature: ServedSignature.optional(),
  fastPath: FastPath,
  smoke: SmokeRun.optional(),
  steps: z.array(BuildStep),
  /** Wall time of each step of the job, in milliseconds. */
  components: z.array(z.object({ name: z.string(), version: z.string(), hashes: z.int() })),
  baseline: z.object({ rows: z.int(), features: z.int() }).optional(),
});
export type Package = z.infer<typeof Package>;

/** The files a package page can show. Longer ones are cut. */
export const maxShownFile = 512 * 1024;
