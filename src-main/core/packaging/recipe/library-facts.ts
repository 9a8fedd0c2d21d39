import * as z from 'zod';
import { frameworks } from '../../../contract/inspection.ts';
import { pythons } from '../../../contract/packages.ts';

const Distribution = z.object({
  /** The version that was measured. */
  version: z.string(),
  /** Installed and byte-compiled, without its dependencies and without `tests`. */
  bytes: z.int(),
  /** What its folders named `tests` and `test` take besides. */
  tests: z.int(),
});

const Library = z.object({
  /** Asked for where a model does not say which version wrote it. */
  range: z.string(),
  /** Distributions that are installed with it; each has its size in `distributions`. */
  brings: z.array(z.string()),
  /** The oldest version with a wheel, by Python; a Python that is missing here has none. */
  oldest: z.partialRecord(z.enum(pythons), z.string()),
  /** Packages of Debian whose shared objects its wheel expects on the system. */
  system: z.array(z.string()).default([]),
  /** Versions below this one were built for numpy 1. */
  numpy2From: z.string().optional(),
  /** What it asks for and never imports while it serves on a processor. */
  omit: z.array(z.string()).default([]),
  /** What versions below one import without asking for it. */
  unsaid: z.object({ below: z.string(), name: z.string(), versions: z.string(), why: z.string() }).optional(),
  /** A sentence that is shown with its reason. */
  note: z.string().optional(),
  /** A smaller distribution with the same import name. */
  lighter: z
    .object({
      name: z.string(),
      /** The oldest version of it. */
      from: z.string(),
      why: z.string(),
      /** True when it lacks only the code for graphics cards: then it is for amd64 without them. */
      withoutGraphicsCards: z.boolean(),
      /** Beginnings of the names of distributions that ask for the heavy one. */
      askedForBy: z.array(z.string()),
    })
    .optional(),
  /** A distribution with the same import name that a person may ask for instead. */
  heavier: z.string().optional(),
});
export type Library = z.infer<typeof Library>;

const FrameworkLibraries = z.object({
  /** Whose version `Inspection.frameworkVersion` is. */
  main: z.string().optional(),
  /** Imported by the runtime's adapter besides, with the reason in words. */
  needs: z.array(z.object({ name: z.string(), why: z.string() })).default([]),
  /** Distributions that turn the model into ONNX; missing where nothing does. */
  converters: z.array(z.string()).optional(),
  /** Why nothing converts it. */
  noConverter: z.string().optional(),
});

/** What is known of Python libraries: `resources/facts/python-libraries.json`. */
export const LibraryFacts = z.object({
  source: z.string(),
  date: z.string(),
  distributions: z.record(z.string(), Distribution),
  libraries: z.record(z.string(), Library),
  frameworks: z.record(z.enum(frameworks), FrameworkLibraries),
  /** What the server itself imports, with the reason in words. */
  server: z.array(z.object({ name: z.string(), range: z.string(), why: z.string() })),
  /** Unpacked size of a base image in bytes, for the default one. */
  baseImageBytes: z.int(),
});
export type LibraryFacts = z.infer<typeof LibraryFacts>;
