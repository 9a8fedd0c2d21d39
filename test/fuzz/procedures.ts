import { getEventIteratorSchemaDetails, isContractProcedure } from '@orpc/contract';
import fc from 'fast-check';
import * as z from 'zod';
import { contract } from '../../src-main/contract/api.ts';

/** One procedure of the contract, found by walking it: a new one is fuzzed without a word here. */
export interface Procedure {
  readonly path: readonly string[];
  readonly name: string;
  /** Names of the input's fields; empty where the procedure takes no input. */
  readonly fields: readonly string[];
  readonly output: z.ZodType;
  /** Schema of one item, where the output is a stream. */
  readonly item: z.ZodType | undefined;
}

export function proceduresOf(node: unknown = contract, path: readonly string[] = []): Procedure[] {
  if (!isContractProcedure(node))
    return Object.entries(node as object).flatMap(([key, child]) => proceduresOf(child, [...path, key]));
  const { inputSchema, outputSchema } = node['~orpc'] as { inputSchema?: unknown; outputSchema: z.ZodType };
  const fields = inputSchema instanceof z.ZodObject ? Object.keys(inputSchema.shape) : [];
  const item = getEventIteratorSchemaDetails(outputSchema)?.yields as z.ZodType | undefined;
  return [{ path, name: path.join('.'), fields, output: outputSchema, item }];
}

/** Values that a procedure may know, so that inputs also get past the first look. */
const known = [
  'iris-flowers',
  'penguin-mass',
  'handwritten-digit',
  'rest',
  'oip',
  'file',
  'folder',
  'dark',
  'node.version',
  '{"rows":[{"sepal_length":5.1}]}',
  '[]',
  '../../etc/passwd',
  '__proto__',
  '',
  0,
  -1,
  1.5,
  true,
  null,
];

export type Wire = 'memory' | 'socket';

/** Any value at all. Over a socket without what no JSON-like codec takes, and never so deep that the caller's own stack ends. */
function anyValue(wire: Wire): fc.Arbitrary<unknown> {
  const values = { withBigInt: true, withDate: true, withMap: true, withSet: true, maxDepth: 3 };
  const odd = fc.constantFrom<unknown>(
    Number.NaN,
    -0,
    Infinity,
    10n ** 40n,
    new Date(Number.NaN),
    'x'.repeat(300_000),
    nested(200),
    '\u0000',
    '\ud800',
  );
  const hidden = fc.constantFrom<unknown>(
    () => 1,
    Symbol('s'),
    new WeakMap(),
    new Proxy({}, {}),
    Object.create(null),
    new Error('e'),
  );
  return wire === 'socket'
    ? fc.oneof(fc.anything(values), odd)
    : fc.oneof(
        fc.anything({ ...values, withTypedArray: true, withNullPrototype: true, withSparseArray: true }),
        odd,
        hidden,
      );
}

function nested(depth: number): unknown {
  return depth === 0 ? [] : { deeper: nested(depth - 1) };
}

/** Anything, or an object with the right names and values that are right, nearly right, or anything. */
export function inputFor(
  { fields }: Procedure,
  extra: readonly unknown[],
  wire: Wire,
): fc.Arbitrary<unknown> {
  const value = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...known, ...extra) },
    { weight: 1, arbitrary: fc.string() },
    { weight: 1, arbitrary: anyValue(wire) },
  );
  const named = fc.record(Object.fromEntries(fields.map((field) => [field, value])), { requiredKeys: [] });
  return fields.length === 0
    ? anyValue(wire)
    : fc.oneof({ weight: 1, arbitrary: anyValue(wire) }, { weight: 3, arbitrary: named });
}
