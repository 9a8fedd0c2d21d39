import type { Server } from '../../contract/predictions.ts';
import { AppError } from '../app-error.ts';
import type {
  Clock,
  Ids,
  Ledger,
  Log,
  ModelFolder,
  ModelLibrary,
  Presence,
  RunningServer,
  ServerRunner,
} from '../ports.ts';

/** A server that nobody has asked for this long is stopped, in milliseconds. */
const idleLimit = 10 * 60_000;
/** How often idleness is looked at, in milliseconds. */
const idleEvery = 30_000;

export interface ServerParts {
  readonly library: ModelLibrary;
  readonly runner: ServerRunner;
  readonly ledger: Ledger;
  readonly presence: Presence;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Servers {
  /** The model's server, started if need be; calls at the same time share one start. */
  readonly start: (modelId: string) => Promise<Server>;
  readonly list: () => Server[];
  readonly stop: (id: string) => Promise<void>;
  /** Ends servers that a killed engine left behind. */
  readonly reapLeftovers: () => Promise<void>;
  readonly dispose: () => Promise<void>;
}

interface Held {
  readonly starting: Promise<RunningServer>;
  running?: RunningServer;
  usedAt: number;
}

/** At most one server per model. Each is in the ledger before its process exists. */
export function createServers(parts: ServerParts): Servers {
  const { clock, log } = parts;
  const held = new Map<string, Held>();
  const closing = new AbortController();

  const begin = (modelId: string): Held => {
    const one: Held = { starting: launch(parts, modelId, closing.signal), usedAt: clock.monotonic() };
    const forget = () => {
      if (held.get(modelId) === one) held.delete(modelId);
    };
    held.set(modelId, one);
    one.starting.then((server) => {
      one.running = server;
      server.ended.addEventListener('abort', forget);
      if (server.ended.aborted) forget();
    }, forget);
    return one;
  };

  const stopIdle = async () => {
    while (!closing.signal.aborted) {
      await clock.sleep(idleEvery, closing.signal);
      for (const { running, usedAt } of held.values())
        if (running !== undefined && clock.monotonic() - usedAt > idleLimit) await running.stop();
    }
  };
  stopIdle().catch((error: unknown) => log.error('Idle servers could not be stopped', error));

  return {
    start: async (modelId) => {
      const one = held.get(modelId) ?? begin(modelId);
      one.usedAt = clock.monotonic();
      return describe(await one.starting);
    },
    list: () =>
      [...held.values()].flatMap(({ running }) => (running === undefined ? [] : [describe(running)])),
    stop: async (id) => {
      const found = [...held.values()].find(({ running }) => running?.id === id);
      await found?.running?.stop();
    },
    reapLeftovers: () => reapLeftovers(parts),
    dispose: async () => {
      closing.abort(new AppError('server.stopped', { details: 'Slipway is closing.' }));
      await Promise.allSettled([...held.values()].map(async ({ starting }) => (await starting).stop()));
    },
  };
}

async function launch(parts: ServerParts, modelId: string, closing: AbortSignal): Promise<RunningServer> {
  const { library, runner, ledger, presence, ids } = parts;
  const folder = await findModel(library, modelId);
  const id = ids.next();
  const data = { engine: presence.engine, modelId, instance: id };
  const entry = ledger.plan({ kind: 'process', ref: `model server ${id}`, data });
  try {
    const server = await runner.start(folder, id, closing);
    const port = Number(new URL(server.url).port);
    ledger.change(entry.id, { state: 'created', data: { ...data, pid: server.pid, port } });
    server.ended.addEventListener('abort', () => ledger.change(entry.id, { state: 'removed' }));
    return server;
  } catch (error) {
    ledger.change(entry.id, { state: 'removed' });
    throw error;
  }
}

async function reapLeftovers({ runner, ledger, presence, log }: ServerParts): Promise<void> {
  for (const entry of ledger.list({ kind: 'process' })) {
    if (entry.state === 'removed' || presence.isAlive(String(entry.data['engine']))) continue;
    try {
      ledger.change(entry.id, { state: (await runner.reap(entry)) ? 'removed' : 'remove-failed' });
    } catch (error) {
      log.error('A leftover server could not be ended', error, { ref: entry.ref });
      ledger.change(entry.id, { state: 'remove-failed' });
    }
  }
}

/** Throws `model.missing`. */
export async function findModel(library: ModelLibrary, id: string): Promise<ModelFolder> {
  const folder = (await library.list()).find(({ card }) => card.id === id);
  if (folder === undefined) throw new AppError('model.missing', { details: `Model ${id}` });
  return folder;
}

function describe({ id, modelId, evidence, url, pid, startedAt, readyMs }: RunningServer): Server {
  return { id, modelId, evidence, url, pid, startedAt, readyMs };
}
