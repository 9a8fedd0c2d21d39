import { InspectInput, type Inspection } from '../../contract/inspection.ts';
import type { JobKind } from '../jobs/kind.ts';
import { hashed } from './inspect-model.ts';
import { lookAtModel } from './look-at-model.ts';
import { nameOfInput } from './model-name.ts';
import type { InspectParts } from './ports.ts';

/** Reads a model on disk without running it; the result is the `Inspection` with its SHA-256. */
export function inspectKind(parts: InspectParts): JobKind<InspectInput, Inspection> {
  return {
    kind: 'inspect-model',
    input: InspectInput,
    title: ({ path }) => `Inspect ${nameOfInput(path)}`,
    steps: [
      { id: 'look', title: 'Read what the model is', weight: 40 },
      { id: 'hash', title: 'Compute its SHA-256', weight: 60 },
    ],
    resumable: false,
    concurrency: 2,
    run: async (context, input) => {
      const looked = await context.step('look', () => lookAtModel(parts, input, context.signal));
      try {
        const { formatTitle, bytes, files } = looked.inspection;
        context.log(`${formatTitle}: ${files.length} files, ${bytes} bytes.`);
        return await context.step('hash', (progress) =>
          hashed(looked, context.signal, (done, total) => progress(done, total, 'bytes')),
        );
      } finally {
        await looked.close();
      }
    },
  };
}
