import type { Model } from '@contract/models.ts';
import { useState, useSyncExternalStore } from 'react';
import type { Client } from '../../client/client.ts';
import { useClient } from '../../client/client-context.tsx';
import { toErrorRecord } from '../../client/to-error.ts';
import { createBench, type Bench, type BenchView } from './bench.ts';

/** Benches by engine and model: an input and its history outlive the screen, and end with the page. */
const benches = new WeakMap<Client, Map<string, Bench>>();

/** The bench of a model: a new one on the first visit, the same one on every later one. */
export function useBench(model: Model): Bench {
  const client = useClient();
  const [bench] = useState(() => benchOf(client, model));
  return bench;
}

export function useBenchView(bench: Bench): BenchView {
  return useSyncExternalStore(bench.subscribe, bench.view);
}

function benchOf(client: Client, model: Model): Bench {
  const known = benches.get(client) ?? new Map<string, Bench>();
  benches.set(client, known);
  const bench =
    known.get(model.id) ??
    createBench({
      model,
      create: (input, signal) => client.predictions.create(input, { signal }),
      toErrorRecord,
      now: Date.now,
    });
  known.set(model.id, bench);
  return bench;
}
