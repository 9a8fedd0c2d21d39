import { DataEnds } from '../bytes/data-fault.ts';
import { namedFault, type Look } from '../look.ts';
import type { Detected } from './detected.ts';
import { catboostFacts } from './catboost-facts.ts';

const largestCore = 256 << 20;

/** A model file of CatBoost: `CBM1`, the size of a FlatBuffer in four bytes, and the buffer. */
export async function detectCatboost(look: Look, path: string): Promise<Detected> {
  const head = await look.head(path, 8);
  const size = look.file(path)?.bytes ?? 0;
  const core = head.length < 8 ? 0 : new DataView(head.buffer, head.byteOffset).getUint32(4, true);
  if (core === 0 || size < 8 + core)
    throw namedFault(new DataEnds(`The core of ${core} bytes is cut off.`), path);
  const bytes = core > largestCore ? undefined : (await look.head(path, 8 + core)).subarray(8);
  const facts = bytes === undefined ? undefined : catboostFacts(bytes);
  return {
    framework: 'catboost',
    format: 'catboost-cbm',
    formatTitle: 'CatBoost, cbm',
    model: path,
    entry: `catboost.CatBoost${facts?.loss === undefined ? '' : ` (${facts.loss})`}`,
    needs: ['catboost'],
    ...(facts?.version !== undefined && {
      frameworkVersion: facts.version,
      libraries: { catboost: facts.version },
    }),
    ...(facts?.signature !== undefined && { signature: facts.signature, signatureSource: 'file' as const }),
  };
}
