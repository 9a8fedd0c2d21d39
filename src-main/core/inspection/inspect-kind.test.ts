import { afterAll, expect, it } from 'vitest';
import { fixture, inspecting } from '../../adapters/model-files/testing/inspecting.ts';
import type { JobContext } from '../jobs/kind.ts';
import { inspectKind } from './inspect-kind.ts';

const place = inspecting();
afterAll(() => place.close());

/** A job that notes its steps and the last progress of each. */
function job(signal: AbortSignal) {
  const steps: string[] = [];
  const unused = () => {
    throw new Error('An inspection makes nothing.');
  };
  const context: JobContext = {
    ...{ jobId: 'job', signal, checkpoint: undefined, log: () => undefined, saveCheckpoint: () => undefined },
    ...{ resources: () => [], create: unused, keep: unused, gone: unused },
    step: async (id, work) => {
      let last = '';
      const result = await work((done, total, unit) => {
        last = ` ${done} of ${total} ${unit}`;
      });
      steps.push(`${id}${last}`);
      return result;
    },
  };
  return { context, steps };
}

it('looks, then hashes with progress in bytes', async () => {
  const kind = inspectKind(place.parts);
  const { context, steps } = job(new AbortController().signal);
  const path = fixture('onnx/iris.onnx');
  const { framework, sha256 } = await kind.run(context, { path });
  expect([kind.title({ path }), kind.steps.map(({ id }) => id), steps, framework, sha256?.length]).toEqual([
    'Inspect iris.onnx',
    ['look', 'hash'],
    ['look', 'hash 651 of 651 bytes'],
    'onnx',
    64,
  ]);
});

it('stops when it is cancelled, and says so with the reason', async () => {
  const stop = new AbortController();
  stop.abort(new Error('enough'));
  await expect(
    inspectKind(place.parts).run(job(stop.signal).context, { path: fixture('onnx/iris.onnx') }),
  ).rejects.toThrow('enough');
});
